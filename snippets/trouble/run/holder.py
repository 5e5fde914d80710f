"""占着端口的另一个程序。按 Ctrl-C 停止。"""

import socket

with socket.create_server(("127.0.0.1", 21567)) as listener:
    print("holder：占着 21567", flush=True)
    try:
        listener.accept()
    except KeyboardInterrupt:
        print("holder：放开了")

"""每个客户端一个线程：沉默的客户端不再耽误别人。

运行：python threaded_server.py（Ctrl-C 结束），再运行 client.py
"""

import socket
import threading


def serve(connection):
    with connection:
        data = b""
        while part := connection.recv(1024):
            data += part
        print(f"服务端：收到“{data.decode()}”")
        connection.sendall("你好，我是服务器".encode())


def main():
    with socket.create_server(("127.0.0.1", 8080)) as server:
        try:
            print("服务端：正在监听 127.0.0.1:8080")
            while True:
                connection, _ = server.accept()
                # 守护线程：服务端退出时不等它
                threading.Thread(
                    target=serve, args=(connection,), daemon=True
                ).start()
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()

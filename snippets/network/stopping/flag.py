"""错误示范：信号只打开一个标志，accept 却不会因此返回。

运行：python flag.py（Ctrl-C，再连一个客户端，才结束）
"""

import signal
import socket
import threading

ADDRESS = ("127.0.0.1", 21567)
stop = threading.Event()


def on_signal(number, frame):
    stop.set()
    print("服务端：收到信号")


def main():
    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    with socket.create_server(ADDRESS) as server:
        print("服务端：正在监听 127.0.0.1:21567")
        while True:
            connection, _ = server.accept()
            connection.close()
            if stop.is_set():
                break
    print("服务端：已退出")


if __name__ == "__main__":
    main()

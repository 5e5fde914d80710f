"""端口用不了时，说清楚为什么，以状态 1 结束。

运行：python server.py（Ctrl-C 结束）
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def serve(server):
    while True:
        connection, _ = server.accept()
        try:
            with connection:
                connection.settimeout(5)
                connection.sendall(b"hello")
        except OSError as error:  # 只断开这一个
            print("服务端：断开一个客户端：", error)


def main():
    try:
        server = socket.create_server(ADDRESS)
    except OSError as error:
        sys.exit(f"服务端：{error}")
    with server:
        print("服务端：正在监听 127.0.0.1:21567")
        try:
            serve(server)
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()

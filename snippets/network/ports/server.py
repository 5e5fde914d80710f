"""服务端：用 create_server 监听；端口被占用，就说清楚再结束。

运行：python server.py（Ctrl-C 结束），再运行 python client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def serve(server):
    while True:
        try:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(5)
                connection.sendall("你好".encode())
        except OSError as error:  # 只断开这一个
            print("服务端：断开一个客户端：", error)


def main():
    try:
        server = socket.create_server(ADDRESS)
    except OSError as error:
        sys.exit(f"服务端：不能监听：{error}")
    with server:
        print("服务端：正在监听 127.0.0.1:21567")
        try:
            serve(server)
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()

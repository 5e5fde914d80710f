"""错误示范：一开始就包住套接字，握手就在 accept 里。

运行：python wrapped.py（Ctrl-C 结束），再运行 silent.py
"""

import socket
import time

from server import ADDRESS, SECONDS, read_line, server_context


def accept_all(server):
    while True:
        try:
            connection, _ = server.accept()  # 在这里握手
            with connection:
                end = time.monotonic() + SECONDS
                text = read_line(connection, end)
                print(f"服务端：收到 {text!r}")
                connection.sendall("你好，我是服务端\n".encode())
        except (OSError, ValueError) as error:
            print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as listener:
            with server_context().wrap_socket(
                listener, server_side=True
            ) as server:
                print("服务端：正在监听 127.0.0.1:21567")
                accept_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()

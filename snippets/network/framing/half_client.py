"""坏客户端：一个只说了半行，一个的一行太长。

运行：先在另一个终端里运行 line_server.py，再运行 half_client.py
"""

import contextlib
import socket

ADDRESS = ("127.0.0.1", 21567)


def send(data):
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        # 对方可能先断开，那样的 OSError 不管
        with contextlib.suppress(OSError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(64 * 1024):  # 等对方断开
                pass


def main():
    send("整行\n半行".encode())
    send("很长".encode() * 1000)
    print("坏客户端：都来过了")


if __name__ == "__main__":
    main()

"""坏客户端：发一个不是 UTF-8 的字节就离开。

运行：先在另一个终端里运行一个服务端，再运行 bad_client.py
"""

import socket


def main():
    address = ("127.0.0.1", 8080)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(b"\xff")
    print("坏客户端：发了一个不是 UTF-8 的字节，走了")


if __name__ == "__main__":
    main()

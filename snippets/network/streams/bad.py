"""坏客户端：坏字节，没说完就走，没有换行的一大段，重置。

运行：先在另一个终端里运行服务端，再运行 bad.py
"""

import socket
import struct

ADDRESS = ("127.0.0.1", 21567)


def bad_bytes(connection):
    connection.sendall(b"\xff\n")


def leaves_early(connection):
    connection.sendall(b"hel")


def endless(connection):
    connection.sendall(bytes(100_000))


def resets(connection):
    # 关闭时不道别，直接重置（RST）
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def main():
    for talk in (bad_bytes, leaves_early, endless, resets):
        with socket.create_connection(ADDRESS, timeout=5) as it:
            talk(it)
        print(f"坏客户端：{talk.__name__} 来过了")


if __name__ == "__main__":
    main()

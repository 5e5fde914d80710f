"""五个坏客户端，一个接一个。

运行：先在另一个终端里运行 server.py，再运行 bad.py
"""

import socket
import struct

ADDRESS = ("127.0.0.1", 21567)


def bad_bytes(connection):
    connection.sendall(b"\xff\n")


def leaves_early(connection):
    connection.sendall(b"hel")


def resets(connection):
    """关闭时不说再见，直接重置。"""
    on_for_0_seconds = struct.pack("ii", 1, 0)
    connection.setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, on_for_0_seconds
    )


def endless(connection):
    """没有换行的 100 MB。"""
    for _ in range(100):
        connection.sendall(bytes(1_000_000))


def never_reads(connection):
    """说很多行，从来不取回复。"""
    for _ in range(100):
        connection.sendall(b"hello\n" * 200_000)


def main():
    for talk in (bad_bytes, leaves_early, resets, endless, never_reads):
        try:
            with socket.create_connection(ADDRESS, timeout=8) as it:
                talk(it)
            print(f"坏客户端：{talk.__name__} 说完了，走了")
        except OSError:
            print(f"坏客户端：{talk.__name__} 没有说完")


if __name__ == "__main__":
    main()

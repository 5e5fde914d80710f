"""三个坏客户端：坏字节，太长，突然断开。

运行：先运行服务端，再运行 python bad.py
"""

import contextlib
import os
import socket
import struct

ADDRESS = ("127.0.0.1", 21567)


def send(data):
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        with contextlib.suppress(OSError):  # 对方可能已经断开
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1024)  # 等对方断开


def reset():
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        connection.sendall(b"hel")
        # 关闭时不发 FIN，直接发 RST
        linger = struct.pack("ii" if os.name == "posix" else "hh", 1, 0)
        connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, linger
        )


def main():
    send(b"\xff")
    send(b"x" * 1_000_000)
    reset()
    print("坏客户端：三个都来过了")


if __name__ == "__main__":
    main()

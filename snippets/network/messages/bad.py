"""坏客户端：不是 JSON 的，不是字典的，套得太深的，太长的。

运行：先在另一个终端里运行 server.py，再运行 bad.py
"""

import socket

from messages import LARGEST, Lines, unpack
from server import ADDRESS

LINES = (
    ("坏字节", b"\xff"),
    ("不是 JSON", b"hello"),
    ("列表", b"[1, 2, 3]"),
    ("套得太深", b"[" * 200_000),
    ("没有版本", b'{"type": "greet"}'),
    ("type 是列表", b'{"version": 1, "type": []}'),
    ("name 是数", b'{"version": 1, "type": "greet", "name": 7}'),
    ("没有换行", bytes(LARGEST)),
)


def main():
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        lines = Lines(connection)
        try:
            for what, data in LINES:
                connection.sendall(data + b"\n" * (len(data) < LARGEST))
                reply = unpack(lines.read(5) or b"{}")
                print(f"坏客户端：{what}：", reply.get("error"))
        except OSError:
            print(f"坏客户端：{what}：被断开了")


if __name__ == "__main__":
    main()

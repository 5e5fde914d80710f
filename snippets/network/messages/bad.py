"""坏客户端：不是 JSON 的，不是字典的，套得太深的，太长的。

运行：先在另一个终端里运行 server.py，再运行 bad.py
"""

import socket

from messages import LARGEST, Lines, unpack
from server import ADDRESS

LONG = b'{"version": 1, "type": "greet", "name": "%b"}' % (b"$" * 101)
LINES = (
    ("坏字节", b"\xff"),
    ("列表", b"[1, 2, 3]"),
    ("套得太深", b"[" * 200_000),
    ("type 是列表", b'{"version": 1, "type": []}'),
    ("name 是数", b'{"version": 1, "type": "greet", "name": 7}'),
    ("name 太长", LONG),
    ("太长", bytes(LARGEST)),
)


def ask(connection, lines, data):
    """得到的回答；没有回答就断开了，返回 None。"""
    try:
        connection.sendall(data + b"\n")
        line = lines.read(5)
    except ConnectionError:
        return None
    return line and unpack(line)


def main():
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        lines = Lines(connection)
        for what, data in LINES:
            reply = ask(connection, lines, data)
            if reply is None:
                print(f"坏客户端：{what}，被断开了")
                break
            print(f"坏客户端：{what}，得到", reply["error"])


if __name__ == "__main__":
    main()

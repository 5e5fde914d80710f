"""各种不对的请求，一条连接一个；打印得到的回答。

运行：先在另一个终端里运行 server.py，再运行 bad.py
"""

import json
import socket

from server import ADDRESS
from wire import REQUEST, dump

REQUESTS = {
    "不是 JSON": b"hello",
    "不是字典": b"[1, 2]",
    "坏字节": b'"\xff"',
    "没有这种": b'{"id": 1, "do": "__init__"}',
    "冒充 self": b'{"id": 1, "do": "list", "self": 0}',
    "键是数": b'{"id": 2, "do": "get", "key": 5}',
    "少了值": b'{"id": 4, "do": "set", "key": "a"}',
    "值太大": dump({"do": "set", "key": "a", "value": "x" * 999})[:-1],
    "无穷大": b'{"id": 6, "do": "set", "key": "a", "value": 1e999}',
    "套得太深": b"[" * 4000,
    "没有换行": b"x" * 5000,
}


def ask(line):
    with socket.create_connection(ADDRESS, timeout=5) as sock:
        short = len(line) <= REQUEST
        sock.sendall(line + b"\n" if short else line)
        with sock.makefile("rb") as replies:
            return json.loads(replies.readline(1000))


def main():
    for name, line in REQUESTS.items():
        try:
            print(name + "：", ask(line))
        except (OSError, ValueError):
            print(name + "：", "断开了")


if __name__ == "__main__":
    main()

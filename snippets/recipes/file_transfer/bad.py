"""不该收的，一个一个地送；打印接收方的回答。

运行：先在另一个终端里运行 receive.py，再运行 bad.py
"""

import json
import socket

from send import ADDRESS
from wire import Stream, send_dict

HEADS = {
    "往上走": {"name": "../../etc/passwd", "size": 3},
    "从根上走": {"name": "/etc/passwd", "size": 3},
    "两个点": {"name": "..", "size": 3},
    "藏起来": {"name": ".bashrc", "size": 3},
    "有换行": {"name": "a\n", "size": 3},
    "太大": {"name": "movie.bin", "size": 10**12},
    "负的": {"name": "movie.bin", "size": -1},
    "不是字典": [3],
    "一行太长": "x" * 2000,
}


def try_head(head):
    with socket.create_connection(ADDRESS, timeout=5) as sock:
        send_dict(sock, head)
        return Stream(sock, 5).read_dict()


def try_content(content):
    """说好了三个字节。"""
    with socket.create_connection(ADDRESS, timeout=5) as sock:
        send_dict(sock, {"name": "a.txt", "size": 3})
        stream = Stream(sock, 5)
        stream.read_dict()  # 同意了
        sock.sendall(content)
        sock.shutdown(socket.SHUT_WR)
        return stream.read_dict()


def main():
    for name, head in HEADS.items():
        print(name + "：", try_head(head))
    print("只有一半：", try_content(b"ab"))
    wrong = json.dumps({"sha256": "f" * 64}).encode()
    print("校验和不对：", try_content(b"abc" + wrong + b"\n"))


if __name__ == "__main__":
    main()

"""一行一个 JSON：收一行、发一行，大小和时间都有上限。

用法：见 server.py 和 client.py
"""

import json
import time

REQUEST, REPLY = 4096, 1_000_000  # 一个请求、一个回答最多几个字节


def dump(message):
    """写成一行；写不成 JSON 的是 ValueError。"""
    try:
        line = json.dumps(message, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise ValueError("写不成 JSON") from None
    return f"{line}\n".encode()


def load(line):
    """读一行；不是 JSON 的字典，是 ValueError。"""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):  # 也许套得太深
        raise ValueError("不是 JSON") from None
    if not isinstance(message, dict):
        raise ValueError("不是字典")
    return message


class Lines:
    """从一条连接上一行一行地收。"""

    def __init__(self, sock, largest):
        self.sock, self.largest = sock, largest
        self.data = bytearray()  # 收到了，还没有用的

    def read(self, seconds):
        """收一行，总共几秒；对方说完了，返回 None。"""
        end = time.monotonic() + seconds
        while b"\n" not in self.data and len(self.data) <= self.largest:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("timed out")
            self.sock.settimeout(left)
            part = self.sock.recv(65536)
            if not part:
                if self.data:
                    raise ConnectionError("没有说完")
                return None
            self.data += part
        line, _, self.data = self.data.partition(b"\n")
        if len(line) > self.largest:
            raise ConnectionError("一行太长了")
        return bytes(line)

"""一行一个 JSON，后面跟着文件的内容：两边都用。

用法：见 receive.py 和 send.py
"""

import json
import time

PIECE = 65536  # 一次收发最多几个字节


def send_dict(sock, message):
    sock.sendall(f"{json.dumps(message)}\n".encode())


class Stream:
    """收：一行一个字典，或者数好的字节；最晚到 end。"""

    def __init__(self, sock, seconds):
        self.sock, self.end = sock, time.monotonic() + seconds
        self.data = b""  # 收到了，还没有用的

    def more(self, most):
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left)
        data = self.sock.recv(most)
        if not data:
            raise ConnectionError("没有说完就断了")
        return data

    def read_dict(self, largest=1000):
        while b"\n" not in self.data and len(self.data) <= largest:
            self.data += self.more(PIECE)
        line, _, self.data = self.data.partition(b"\n")
        if len(line) > largest:
            raise ValueError("开头太长")
        try:
            message = json.loads(line)
        except RecursionError:
            raise ValueError("开头套得太深") from None
        if not isinstance(message, dict):
            raise ValueError("开头不是字典")
        return message

    def pieces(self, size):
        """一块一块地给出 size 个字节。"""
        while size > 0:
            data = self.data[:size] or self.more(min(size, PIECE))
            self.data = self.data[len(data) :]
            size -= len(data)
            yield data

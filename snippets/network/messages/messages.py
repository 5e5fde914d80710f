"""一行一个 JSON：发字典、收字典，大小和总共的时间都有上限。

用法：见 server.py 和 client.py
"""

import json
import time

LARGEST = 1_000_000  # 一条消息最多几个字节，连同换行


class MessageError(ValueError):
    """收全了，但是不对；连接还能接着用。"""


def pack(message):
    """字典变成一行；写不成 JSON 的，抛出 ValueError。"""
    try:
        text = json.dumps(message, allow_nan=False)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"写不成 JSON：{error}") from error
    line = text.encode() + b"\n"
    if len(line) > LARGEST:
        raise ValueError("要发的太长了")
    return line


def unpack(line):
    """一行变成字典，不是字典就抛出 MessageError。"""
    try:
        message = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        raise MessageError("不是 JSON") from error
    if not isinstance(message, dict):
        raise MessageError("不是字典")
    return message


class Lines:
    """一行一行地收；多收到的留给下一次。"""

    def __init__(self, connection):
        self.connection = connection
        self.rest = bytearray()

    def read(self, seconds):
        """收一行；对方在两行之间说完了，返回 None。"""
        end = time.monotonic() + seconds
        while b"\n" not in self.rest:
            room = LARGEST - len(self.rest)
            if room <= 0:
                raise ValueError("太长了")
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("timed out")
            self.connection.settimeout(left)
            part = self.connection.recv(min(room, 64 * 1024))
            if not part and self.rest:
                raise ValueError("没有说完")
            if not part:
                return None
            self.rest += part
        line, _, self.rest = self.rest.partition(b"\n")
        return bytes(line)

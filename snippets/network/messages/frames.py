"""二进制：一个字节的种类，四个字节的长度，然后是内容。

运行：python frames.py
"""

import socket
import struct

from messages import pack, unpack

HEAD = struct.Struct("!BI")  # 种类，长度：一共五个字节
JSON, BYTES = 1, 2
LARGEST = 1_000_000


def send(connection, kind, data):
    if len(data) > LARGEST:
        raise ValueError("要发的太长了")
    connection.sendall(HEAD.pack(kind, len(data)) + data)


def read_exactly(stream, size):
    data = stream.read(size)
    if len(data) < size:
        raise ValueError("没有说完")
    return data


def receive(stream):
    kind, size = HEAD.unpack(read_exactly(stream, HEAD.size))
    if kind not in (JSON, BYTES) or size > LARGEST:
        raise ValueError(f"不收：种类 {kind}，{size} 字节")
    return kind, read_exactly(stream, size)


def main():
    left, right = socket.socketpair()
    with left, right, right.makefile("rb") as stream:
        right.settimeout(5)
        send(left, JSON, pack({"type": "photo", "name": "猫.png"}))
        send(left, BYTES, b"\x89PNG\r\n\x1a\n\x00\xff")
        left.sendall(b"GET / HTTP/1.1\r\n")  # 走错门的
        print("收到", unpack(receive(stream)[1]))
        print("收到", receive(stream))
        try:
            receive(stream)
        except ValueError as error:
            print(f"断开：{error}")


if __name__ == "__main__":
    main()

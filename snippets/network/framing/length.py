"""先发长度，再发内容：分得开，看得出断在哪里，太长的不收。

用法：见 length_talk.py
"""

import struct

LARGEST = 65_536  # 一条消息最多几个字节


def with_length(text):
    """要发出去的字节：先长度，再内容。"""
    data = text.encode()
    return struct.pack("!I", len(data)) + data


def receive_exactly(connection, size):
    """收够 size 个字节；对方先说完了，就只有已经来的。"""
    data = bytearray()
    while len(data) < size:
        part = connection.recv(min(size - len(data), 64 * 1024))
        if not part:
            break
        data += part
    return bytes(data)


def receive_message(connection):
    """收一条；对方在两条之间说完了，返回 None。"""
    head = receive_exactly(connection, 4)
    if not head:
        return None
    if len(head) < 4:
        raise ValueError("长度没有说完")
    (size,) = struct.unpack("!I", head)
    if size > LARGEST:  # 长度是对方说的，先检查再相信
        raise ValueError(f"不收 {size} 字节的消息")
    data = receive_exactly(connection, size)
    if len(data) < size:
        raise ValueError(f"还差 {size - len(data)} 个字节")
    return data.decode()

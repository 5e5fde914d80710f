"""一个线程同时问一百五十次：谁准备好了就做谁的，总共最多五秒。

运行：先在另一个终端里运行 server.py，再运行 many.py
"""

import errno
import os
import selectors
import socket
import time

from server import ADDRESS, READ, WRITE

STARTED = (0, errno.EINPROGRESS, errno.EWOULDBLOCK)


def start(selector, number):
    connection = socket.socket()
    connection.setblocking(False)
    error = connection.connect_ex(ADDRESS)
    if error not in STARTED:
        connection.close()
        raise OSError(error, os.strerror(error))
    selector.register(connection, WRITE, [number, b""])


def step(selector, connection, asked, events):
    """连上了就问，有了就收；收完返回 True。"""
    if events & WRITE:
        option = (socket.SOL_SOCKET, socket.SO_ERROR)
        if error := connection.getsockopt(*option):
            raise OSError(error, os.strerror(error))
        connection.send(f"第 {asked[0]} 个\n".encode())  # 短，一次发完
        selector.modify(connection, READ, asked)
        return False
    part = connection.recv(1024)
    asked[1] += part
    if not part or len(asked[1]) > 1024:
        raise ValueError("没有收完，或者太长")
    return asked[1].endswith(b"\n")


def collect(selector, end):
    """返回收齐的回复；到了 end 还没有收齐的，不再等。"""
    replies = {}
    while selector.get_map() and (left := end - time.monotonic()) > 0:
        for key, events in selector.select(left):
            try:
                if not step(selector, key.fileobj, key.data, events):
                    continue
                replies[key.data[0]] = key.data[1].decode().rstrip()
            except (OSError, ValueError) as error:
                print(f"客户端：第 {key.data[0]} 个：{error}")
            selector.unregister(key.fileobj)
            key.fileobj.close()
    return replies


def main():
    with selectors.DefaultSelector() as selector:
        try:
            for number in range(150):
                start(selector, number)
            replies = collect(selector, time.monotonic() + 5)
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()
    print(f"客户端：收到 {len(replies)} 个回复")
    print(f"客户端：最后一个是 {replies.get(149)}")


if __name__ == "__main__":
    main()

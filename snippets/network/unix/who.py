"""问系统：连上来的是哪个进程、哪个用户（Linux）。

运行：python who.py（Ctrl-C 结束），再运行 client.py
"""

import os
import socket
import struct
import time

from server import SECONDS, main, read_line

CREDENTIALS = struct.Struct("iII")  # 进程号、用户号、组号


def peer(connection):
    data = connection.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size
    )
    return CREDENTIALS.unpack(data)


def serve_one(connection):
    pid, user, _ = peer(connection)
    if user != os.getuid():
        raise ValueError(f"不认识用户 {user}")
    read_line(connection, time.monotonic() + SECONDS)
    print(f"服务端：对方是进程 {pid}，和我是同一个用户")
    connection.sendall("你好，自己人\n".encode())


if __name__ == "__main__":
    main(serve_one)

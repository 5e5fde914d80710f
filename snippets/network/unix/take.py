"""收一个打开的文件，读它的内容。

运行：python take.py（Ctrl-C 结束），再运行 give.py
"""

import contextlib
import os
import socket
import stat

from server import LARGEST, SECONDS, main


@contextlib.contextmanager
def received(connection):
    """收一个描述符，离开时关闭。"""
    _, fds, _, _ = socket.recv_fds(connection, 1, 1)
    try:
        for fd in fds:
            os.set_inheritable(fd, False)  # 不漏给子进程
        yield fds
    finally:
        for fd in fds:
            os.close(fd)


def read_file(fd):
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        raise ValueError("不是普通文件")  # 读管道会卡住
    with open(fd, "rb", closefd=False) as file:
        return file.read(LARGEST).decode()


def serve_one(connection):
    connection.settimeout(SECONDS)
    with received(connection) as fds:
        if not fds:
            raise ValueError("没有送来描述符")
        print("服务端：读到", read_file(fds[0]))
    connection.sendall(b".")  # 读完了


if __name__ == "__main__":
    main(serve_one)

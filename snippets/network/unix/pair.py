"""一对连好的套接字：父进程一端，子进程一端。

运行：python pair.py
"""

import multiprocessing
import socket
import time

from server import read_line


def child(end):
    with end:
        text = read_line(end, time.monotonic() + 10)
        end.sendall(f"听到了“{text}”\n".encode())


def main():
    spawn = multiprocessing.get_context("spawn")
    mine, theirs = socket.socketpair()
    with mine:
        with theirs:  # 子进程有了它，父进程这边就关闭
            process = spawn.Process(target=child, args=(theirs,))
            process.start()
        mine.sendall("在吗\n".encode())
        text = read_line(mine, time.monotonic() + 10)
        print("父进程：子进程说", text)
        print("父进程：再读，得到", mine.recv(1024))
        process.join()


if __name__ == "__main__":
    main()

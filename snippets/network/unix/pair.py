"""一对连好的套接字：父进程一端，子进程一端。

运行：python pair.py
"""

import multiprocessing
import socket


def child(end):
    with end:
        end.settimeout(5)
        text = end.recv(1024).decode()
        end.sendall(f"听到了“{text}”".encode())


def main():
    mine, theirs = socket.socketpair()
    with mine:
        with theirs:  # 子进程有了它，父进程这边就关闭
            process = multiprocessing.Process(
                target=child, args=(theirs,)
            )
            process.start()
        mine.settimeout(5)
        mine.sendall("在吗".encode())
        print("父进程：子进程说", mine.recv(1024).decode())
        print("父进程：再读，得到", mine.recv(1024))
        process.join()


if __name__ == "__main__":
    main()

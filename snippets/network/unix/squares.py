"""SOCK_SEQPACKET：一次 send 就是一条消息，不会丢，也不乱。

运行：python squares.py
"""

import multiprocessing
import socket


def child(end):
    with end:
        end.settimeout(10)
        while data := end.recv(1024):  # 对方关闭，就是 b""
            end.sendall(str(int(data) ** 2).encode())


def main():
    spawn = multiprocessing.get_context("spawn")
    kind = socket.SOCK_SEQPACKET
    mine, theirs = socket.socketpair(socket.AF_UNIX, kind)
    with mine:
        with theirs:
            process = spawn.Process(target=child, args=(theirs,))
            process.start()
        mine.settimeout(10)
        for number in range(3, 6):
            mine.sendall(str(number).encode())
        for _ in range(3):
            print("父进程：子进程算出", mine.recv(1024).decode())
        mine.shutdown(socket.SHUT_WR)  # 没有了
        process.join()


if __name__ == "__main__":
    main()

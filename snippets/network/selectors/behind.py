"""selectors 后面的 select、poll、epoll，描述符 1024 号。

运行：ulimit -n 2048，再 python behind.py
"""

import fcntl
import os
import select
import selectors
import socket


def use_select(number):
    return select.select([number], [], [], 0)


def use_poll(number):
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return poll.poll(0)


def use_epoll(number, events=select.EPOLLIN):
    with select.epoll() as epoll:
        epoll.register(number, events)
        return epoll.poll(0), epoll.poll(0)


def use_edge(number):
    return use_epoll(number, select.EPOLLIN | select.EPOLLET)


def main():
    print("默认：", selectors.DefaultSelector.__name__)
    here, there = socket.socketpair()
    with here, there:
        there.sendall(b"hello")
        number = fcntl.fcntl(here, fcntl.F_DUPFD, 1024)  # 复制成大号
        try:
            for use in (use_select, use_poll, use_epoll, use_edge):
                try:
                    print(use.__name__, "得到", use(number))
                except ValueError as error:
                    print(use.__name__, "出错", error)
        finally:
            os.close(number)


if __name__ == "__main__":
    main()

"""同样等一秒，三种等法：问了几次，CPU 忙了几秒。

运行：python waiting.py
"""

import contextlib
import selectors
import socket
import time

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def ask(connection, end):
    """一直问：来了吗？来了吗？"""
    connection.setblocking(False)
    times = 0
    while time.monotonic() < end:
        times += 1
        with contextlib.suppress(BlockingIOError):
            connection.recv(1024)
    return times


def select(connection, end, events):
    with selectors.DefaultSelector() as selector:
        selector.register(connection, events)
        times = 0
        while (left := end - time.monotonic()) > 0:
            times += 1
            selector.select(left)
    return times


def measure(name, wait, *arguments):
    here, there = socket.socketpair()
    with here, there:
        before = time.process_time()
        times = wait(here, time.monotonic() + 1, *arguments)
        busy = time.process_time() - before
    print(f"{name}：问了 {times} 次，忙了 {busy:.2f} 秒")


def main():
    measure("一直问", ask)
    measure("select，读", select, READ)
    measure("select，读和写", select, READ | WRITE)


if __name__ == "__main__":
    main()

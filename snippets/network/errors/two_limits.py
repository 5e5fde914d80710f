"""自己的时限，和系统的时限：一个地址一直不应声。

运行：python two_limits.py
"""

import contextlib
import socket

ADDRESS = ("127.0.0.1", 21567)


def fill(stack):
    """监听，再把队列排满：后来的得不到回答。"""
    stack.enter_context(socket.create_server(ADDRESS, backlog=0))
    for _ in range(8):
        it = stack.enter_context(socket.socket())
        it.setblocking(False)
        it.connect_ex(ADDRESS)


def own():
    socket.create_connection(ADDRESS, timeout=1)


def of_the_system():
    with socket.socket() as client:
        # 只重发一次，不然要等两分多钟
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, 1)
        client.connect(ADDRESS)


def main():
    with contextlib.ExitStack() as stack:  # 离开时全部关闭
        fill(stack)
        for wait in (own, of_the_system):
            try:
                wait()
            except OSError as error:
                print(f"{wait.__name__}，编号 {error.errno}")
                print(f"  {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

"""不应声的地址：监听，但是队列满了，后来的得不到回答。

运行：python full.py ::1（按 Enter 结束）
"""

import contextlib
import socket
import sys

from server import PORT


def fill(host, stack):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.create_server(
        (host, PORT), family=family, backlog=0
    )
    stack.enter_context(server)
    for _ in range(8):  # 排得下的很少，别的等在外面
        it = stack.enter_context(socket.socket(family))
        it.setblocking(False)
        it.connect_ex((host, PORT))


def main():
    with contextlib.ExitStack() as stack:  # 离开时全部关闭
        for host in sys.argv[1:]:
            fill(host, stack)
        print("不应声：准备好了，按 Enter 离开")
        input()
    print("不应声：走了")


if __name__ == "__main__":
    main()

"""沉默的客户端：连上几个，什么也不说，按 Enter 才离开。

运行：先在另一个终端里运行 server.py，再运行 python silent.py 3
"""

import contextlib
import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def main():
    count = int(sys.argv[1])
    with contextlib.ExitStack() as stack:  # 离开时全部关闭
        for _ in range(count):
            connection = socket.create_connection(ADDRESS, timeout=5)
            stack.enter_context(connection)
        print(f"沉默的客户端：{count} 个已连上，按 Enter 离开")
        input()
    print("沉默的客户端：走了")


if __name__ == "__main__":
    main()

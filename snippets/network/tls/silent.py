"""不握手的客户端：连上以后什么也不说，按 Enter 才离开。

运行：先在另一个终端里运行服务端，再运行 silent.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_connection(ADDRESS, timeout=5):
        print("不握手的：已连上，按 Enter 离开")
        input()
    print("不握手的：走了")


if __name__ == "__main__":
    main()

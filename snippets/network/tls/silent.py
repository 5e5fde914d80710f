"""沉默的客户端：连上以后不握手，按 Enter 才离开。

运行：先在另一个终端里运行服务端，再运行 silent.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_connection(ADDRESS, timeout=5):
        print("沉默的客户端：已连上，按 Enter 离开")
        input()
    print("沉默的客户端：走了")


if __name__ == "__main__":
    main()

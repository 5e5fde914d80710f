"""沉默的客户端：连上以后，口令也不说。

运行：先在另一个终端里运行 server.py，再运行 silent.py
"""

import socket

from server import ADDRESS


def main():
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(ADDRESS)
        print("沉默的客户端：连上了，按 Enter 离开")
        input()
    print("沉默的客户端：走了")


if __name__ == "__main__":
    main()

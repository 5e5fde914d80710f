"""小聋：进了聊天室，不收别人的话，按 Enter 才走。

运行：先在另一个终端里运行 small.py，再运行 deaf.py
"""

import socket

from server import ADDRESS


def main():
    with socket.socket() as sock:
        # 系统替他收的，也少一点
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.settimeout(5)
        sock.connect(ADDRESS)
        sock.sendall("小聋\n".encode())
        print("小聋：不收，按 Enter 离开")
        input()


if __name__ == "__main__":
    main()

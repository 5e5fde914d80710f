"""错误示范：没有告诉对方“我说完了”，两边互相等。

运行：先在另一个终端里运行 server.py，再运行 no_shutdown.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_connection(ADDRESS, timeout=1) as connection:
        connection.sendall("来自客户的问候".encode())
        print("客户端：发了，等回复")
        try:
            reply = connection.recv(64 * 1024)
        except OSError as error:
            sys.exit(f"客户端：没有得到回复：{error}")
    print(f"客户端：服务端回复：{reply.decode()}")


if __name__ == "__main__":
    main()

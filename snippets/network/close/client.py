"""送一份东西；对方说全收到了，才算成功。

运行：先在另一个终端里运行 server.py，再运行 python client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def upload(data):
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)  # 说完了，还在听
        with connection.makefile("rb") as replies:
            return replies.readline(100)


def main():
    data = bytes(1_000_000)
    try:
        reply = upload(data)
    except OSError as error:
        sys.exit(f"客户端：不知道对方收到多少：{error}")
    if reply != b"%d\n" % len(data):
        sys.exit(f"客户端：对方没有收全，它说 {reply}")
    print("客户端：对方收到了全部", len(data), "字节")


if __name__ == "__main__":
    main()

"""说一行，等一行回复，最多等两秒；没有回复就是错误。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 一行最多几个字节


def ask(text, timeout=2):
    with socket.create_connection(ADDRESS, timeout) as connection:
        connection.sendall(f"{text}\n".encode())
        with connection.makefile("rb") as replies:
            reply = replies.readline(LARGEST)
    if not reply.endswith(b"\n"):
        raise ValueError("回复太长，或者没有说完")
    return reply[:-1].decode()


def main():
    try:
        print("客户端：服务端说", ask("来自客户的问候"))
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")


if __name__ == "__main__":
    main()

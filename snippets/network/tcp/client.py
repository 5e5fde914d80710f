"""TCP 客户端：连接服务端，说一句话，等它的回复。

运行：先在另一个终端里运行服务端，再运行 python client.py 要说的话
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 回复最多几个字节


def ask(text):
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        connection.sendall(text.encode())
        connection.shutdown(socket.SHUT_WR)  # 我说完了，还在听
        with connection.makefile("rb") as replies:
            return replies.read(LARGEST).decode()


def main():
    text = sys.argv[1] if len(sys.argv) > 1 else "来自客户的问候"
    try:
        reply = ask(text)
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")
    if not reply:
        sys.exit("客户端：没有得到回复，对方就断开了")
    print(f"客户端：服务端回复：{reply}")


if __name__ == "__main__":
    main()

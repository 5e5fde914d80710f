"""客户端：说一句话，等回复；没有回复就是错误。

运行：先在另一个终端里运行服务端，再运行 python client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 回复最多几个字节


def main():
    try:
        with socket.create_connection(ADDRESS, timeout=2) as connection:
            connection.sendall("来自客户的问候".encode())
            connection.shutdown(socket.SHUT_WR)  # 我说完了
            with connection.makefile("rb") as replies:
                reply = replies.read(LARGEST + 1)
        text = reply.decode()
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")
    if not 0 < len(reply) <= LARGEST:
        sys.exit("客户端：没有得到回复，空的或者太长")
    print(f"客户端：服务端回复：{text}")


if __name__ == "__main__":
    main()

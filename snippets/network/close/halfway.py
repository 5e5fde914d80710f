"""说到一半，程序突然没了。

运行：先在另一个终端里运行 receiver.py，再运行 halfway.py
"""

import os
import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        connection.sendall(bytes(50_000))
        print("发送方：100000 字节只发了一半", flush=True)
        os._exit(1)  # 立刻结束，和被杀掉一样，什么也来不及做


if __name__ == "__main__":
    main()

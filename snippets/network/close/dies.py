"""说到一半就死了的客户端：要送一百万字节，送了一千。

运行：先在另一个终端里运行 server.py，再运行 dies.py
"""

import os
import socket


def main():
    address = ("127.0.0.1", 21567)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(bytes(1000))
        print("客户端：才送了一千，就要死了", flush=True)
        os._exit(1)  # 立刻结束，什么也不收拾


if __name__ == "__main__":
    main()

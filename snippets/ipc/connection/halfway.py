"""停住的客户端：口令对，说了有 100 字节，可是不送来。

运行：先在另一个终端里运行 server.py，再运行 halfway.py
"""

import os
from multiprocessing.connection import Client

from server import ADDRESS, load_key


def main():
    with Client(ADDRESS, authkey=load_key()) as connection:
        length = (100).to_bytes(4, "big")
        os.write(connection.fileno(), length)  # 只送 4 个字节
        print("停住的客户端：开了个头，按 Enter 离开")
        input()
    print("停住的客户端：走了")


if __name__ == "__main__":
    main()

"""连上服务端，等它说话：最多几秒，用哪些选项，由命令行说。

运行：先在另一个终端里运行 server.py，再运行 waits.py 秒数 选项
"""

import socket
import sys

from keepalive import wait
from server import ADDRESS


def main():
    seconds, options = float(sys.argv[1]), sys.argv[2:]
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        print(f"客户端：{wait(connection, options, seconds)}")


if __name__ == "__main__":
    main()

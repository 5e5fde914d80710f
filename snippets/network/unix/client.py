"""说一行，等一行回复，总共最多两秒；没有回复就是错误。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import socket
import sys
import time

from server import ADDRESS, read_line


def ask(text, seconds=2):
    end = time.monotonic() + seconds
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(seconds)
        connection.connect(ADDRESS)
        connection.sendall(f"{text}\n".encode())
        return read_line(connection, end)


def main():
    try:
        print("客户端：服务端说", ask("来自客户的问候"))
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")


if __name__ == "__main__":
    main()

"""客户端：送一条 JSON，等一条回答；没有回答就是错误。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import sys
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client

from server import ADDRESS, load_key, receive, send


def ask(address, key, numbers):
    with Client(address, authkey=key) as connection:
        send(connection, numbers)
        return receive(connection)["total"]


def main():
    try:
        print("客户端：和是", ask(ADDRESS, load_key(), [3, 4, 5]))
    except (
        AuthenticationError,  # 口令不对
        EOFError,
        OSError,
        ValueError,  # 回答不是 JSON
    ) as error:
        sys.exit(f"客户端：没有得到回答：{error!r}")


if __name__ == "__main__":
    main()

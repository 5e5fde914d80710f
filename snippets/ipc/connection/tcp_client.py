"""先用对的口令问一次，再用猜的口令问一次。

运行：先在另一个终端里运行 tcp_server.py，再运行 tcp_client.py
"""

from multiprocessing import AuthenticationError

from client import ask
from server import load_key
from tcp_server import ADDRESS


def main():
    for key in (load_key(), b"guess"):
        try:
            print("客户端：和是", ask(ADDRESS, key, [3, 4, 5]))
        except AuthenticationError as error:
            print(f"客户端：没有得到回答：{error!r}")


if __name__ == "__main__":
    main()

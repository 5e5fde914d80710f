"""六个坏客户端，一个接一个。

运行：先在另一个终端里运行 server.py，再运行 strangers.py
"""

import contextlib
import socket
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client

from server import ADDRESS, LARGEST, load_key


def wrong_key():
    try:
        Client(ADDRESS, authkey=b"guess")
    except AuthenticationError as error:
        print(f"坏客户端：{error!r}")


def gone_at_once():
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(ADDRESS)


def say(data):
    with Client(ADDRESS, authkey=load_key()) as connection:
        if data is not None:
            with contextlib.suppress(BrokenPipeError):  # 已被断开
                connection.send_bytes(data)
        connection.poll(10)  # 等对方断开


def main():
    wrong_key()
    gone_at_once()
    say(None)  # 口令对了，可是什么也不说
    say(b" " * (LARGEST + 1))
    say(b"hello")
    say(b'["abc"]')
    print("坏客户端：都来过了")


if __name__ == "__main__":
    main()

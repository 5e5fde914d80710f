"""三个坏客户端：坏字节，没说完就走，没有换行的 100 MB。

运行：先在另一个终端里运行服务端，再运行 bad.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def bad_bytes(connection):
    connection.sendall(b"\xff\n")


def leaves_early(connection):
    connection.sendall(b"hel")


def endless(connection):
    for _ in range(100):
        connection.sendall(bytes(1_000_000))


def main():
    for talk in (bad_bytes, leaves_early, endless):
        try:
            with socket.create_connection(ADDRESS, timeout=5) as it:
                talk(it)
            print(f"坏客户端：{talk.__name__} 说完了，走了")
        except OSError:
            print(f"坏客户端：{talk.__name__} 没有说完")


if __name__ == "__main__":
    main()

"""嫌太长：先说一句，半关闭，把来的读掉，再关闭。

运行：python refuse_politely.py，再在另一个终端里运行 sender.py
"""

import socket
import time

from receiver import ADDRESS

LARGEST = 1000


def drain(connection, seconds=2):
    """读掉还会来的，最多这么久。"""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        connection.settimeout(left)
        if not connection.recv(64 * 1024):
            return


def main():
    with socket.create_server(ADDRESS) as server:
        print("接收方：正在监听 127.0.0.1:21567")
        connection, _ = server.accept()
    try:
        with connection:
            connection.settimeout(5)
            with connection.makefile("rb") as stream:
                data = stream.read(LARGEST + 1)
            if len(data) > LARGEST:
                connection.sendall("太长了\n".encode())
                connection.shutdown(socket.SHUT_WR)
                drain(connection)
                print("接收方：嫌太长，没有收")
            else:
                connection.sendall(f"收到 {len(data)}\n".encode())
    except OSError as error:
        print(f"接收方：断开：{error}")


if __name__ == "__main__":
    main()

"""闲着的客户端：连上以后不说话，等服务端断开。

运行：先在另一个终端里运行服务端，再运行 idle.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_connection(ADDRESS, timeout=20) as connection:
        print("闲着的客户端：连上了")
        try:
            connection.recv(1)
            print("闲着的客户端：服务端断开了")
        except OSError as error:
            print(f"闲着的客户端：{error}")


if __name__ == "__main__":
    main()

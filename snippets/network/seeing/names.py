"""一条连接有两端，每一端都知道自己和对方的地址。

运行：python names.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, address = server.accept()
    with client, connection:
        print("客户端自己：", client.getsockname())
        print("客户端的对方：", client.getpeername())
        print("服务端自己：", connection.getsockname())
        print("服务端的对方：", connection.getpeername())
        same = client.getsockname() == connection.getpeername()
        print("客户端自己，就是服务端的对方吗？", same)
        same = address == client.getsockname()
        print("也就是 accept 给的地址吗？", same)


if __name__ == "__main__":
    main()

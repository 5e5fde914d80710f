"""TCP 客户端：连接服务端，说一句话，等它的回复。

运行：先在另一个终端里运行 python server.py，再运行 python client.py
"""

import socket


def receive_all(connection):
    """收到对方说完为止：这时 recv 返回 b""。"""
    data = b""
    while part := connection.recv(1024):
        data += part
    return data.decode()


def main():
    address = ("127.0.0.1", 8080)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall("来自客户的问候".encode())
        connection.shutdown(socket.SHUT_WR)  # 我说完了，但还在听
        print(f"客户端：服务端回复：{receive_all(connection)}")


if __name__ == "__main__":
    main()

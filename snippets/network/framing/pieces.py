"""错误示范：只发了一次，一次 recv 却只拿到一部分，解码失败。

运行：python pieces.py
"""

import socket

ADDRESS = ("127.0.0.1", 8080)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS)
        connection, _ = server.accept()
    with client, connection:
        client.sendall("你好，我是客户端".encode() * 50)
        part = connection.recv(1024)
        print("服务端：一次 recv 收到", len(part), "字节")
        print("服务端：内容是", part.decode())


if __name__ == "__main__":
    main()

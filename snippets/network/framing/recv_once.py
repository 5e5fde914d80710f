"""错误示范：以为一次 recv 正好是对方的一次发送。

运行：python recv_once.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client, connection:
        connection.settimeout(5)
        client.sendall("你好".encode())
        client.sendall("再见".encode())
        time.sleep(0.5)  # 服务端正忙着别的事
        part = connection.recv(1024)
        print("服务端：收到", part.decode())

        client.sendall("你好，我是客户端".encode() * 50)
        part = connection.recv(1024)
        print("服务端：收到", len(part), "字节")
        print("服务端：内容是", part.decode())


if __name__ == "__main__":
    main()

"""着急的客户端：和 client.py 一样，但每一步最多等一秒。

运行：先在另一个终端里运行一个服务端，再运行 hurried_client.py
"""

import socket


def main():
    address = ("127.0.0.1", 8080)
    with socket.create_connection(address, timeout=1) as connection:
        connection.sendall("来自着急的客户的问候".encode())
        connection.shutdown(socket.SHUT_WR)
        print("着急的客户端：已连上，已发送，等回复")
        reply = connection.recv(1024)
        print("着急的客户端：收到", reply.decode())


if __name__ == "__main__":
    main()

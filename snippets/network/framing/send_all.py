"""sendall 把全部数据交给系统才返回。

运行：python send_all.py
"""

import socket
from concurrent.futures import ThreadPoolExecutor

ADDRESS = ("127.0.0.1", 21567)
SIZE = 20_000_000


def receive(server):
    connection, _ = server.accept()
    with connection:
        connection.settimeout(5)
        received = 0
        while part := connection.recv(64 * 1024):
            received += len(part)
    return received


def main():
    server = socket.create_server(ADDRESS)
    with server, ThreadPoolExecutor() as pool:
        server.settimeout(5)
        received = pool.submit(receive, server)
        with socket.create_connection(ADDRESS, timeout=5) as client:
            client.sendall(bytes(SIZE))
            print(f"客户端：sendall 交出了 {SIZE} 字节")
        print(f"服务端：收到 {received.result()} 字节")


if __name__ == "__main__":
    main()

"""sendall 发完全部数据才返回。

运行：python send_all.py
"""

import socket
from concurrent.futures import ThreadPoolExecutor

ADDRESS = ("127.0.0.1", 8080)
SIZE = 50_000_000


def receive(server):
    connection, _ = server.accept()
    with connection:
        received = 0
        while part := connection.recv(1_000_000):
            received += len(part)
    return received


def main():
    server = socket.create_server(ADDRESS)
    with server, ThreadPoolExecutor() as pool:
        received = pool.submit(receive, server)
        with socket.create_connection(ADDRESS, timeout=5) as client:
            client.sendall(bytes(SIZE))
        print(f"客户端：{SIZE} 字节全部发出")
        print(f"服务端：收到 {received.result()} 字节，对方就关闭了")


if __name__ == "__main__":
    main()

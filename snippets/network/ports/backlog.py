"""backlog 不是客户端的数量：listen(1)，同时连着五个客户端。

运行：python backlog.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    pairs = []
    with socket.create_server(ADDRESS, backlog=1) as server:
        for number in range(1, 6):
            client = socket.create_connection(ADDRESS, timeout=5)
            connection, _ = server.accept()
            pairs.append((number, client, connection))
    print("服务端：同时连着", len(pairs), "个客户端")
    for number, client, connection in pairs:
        with client, connection:
            client.sendall(b"hello")
            print(f"服务端：{number} 号说", connection.recv(5))


if __name__ == "__main__":
    main()

"""一行是一条消息：在同一条连接上说三句，每句等一个回复。

运行：先在另一个终端里运行 line_server.py，再运行 line_client.py
"""

import socket


def main():
    connection = socket.create_connection(
        ("127.0.0.1", 8080), timeout=5
    )
    with connection, connection.makefile(encoding="utf-8") as answers:
        for text in ("你好", "今天天气不错", "再见"):
            connection.sendall(f"{text}\n".encode())
            answer = answers.readline().rstrip("\n")
            print("客户端：服务端说", answer)


if __name__ == "__main__":
    main()

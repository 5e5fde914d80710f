"""错误示范：makefile 到了时限以后，接着读。

运行：python read_again.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client, connection, connection.makefile("rb") as lines:
        connection.settimeout(0.5)
        for _ in range(2):
            try:
                print("服务端：读到", lines.readline(1024))
            except OSError as error:
                print(f"服务端：{error}")
                client.sendall(b"hello\n")


if __name__ == "__main__":
    main()

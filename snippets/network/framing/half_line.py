"""错误示范：按行循环，只说到一半的话也当成了一条消息。

运行：python half_line.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS)
        connection, _ = server.accept()
    with client:
        client.sendall("转账 100 元\n".encode())
        client.sendall("转账 200".encode())  # 没说完，就断了
    with connection, connection.makefile(encoding="utf-8") as lines:
        for line in lines:
            print("服务端：照办：", line.rstrip("\n"))


if __name__ == "__main__":
    main()

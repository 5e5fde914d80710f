"""错误示范：用文字方式按行读，半行也算一行，\\r 也算换行。

运行：python text_lines.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client:
        client.sendall("整行\n甲\r乙\n半行".encode())
    with connection, connection.makefile(encoding="utf-8") as lines:
        connection.settimeout(5)
        for line in lines:
            print("服务端：收到", repr(line))


if __name__ == "__main__":
    main()

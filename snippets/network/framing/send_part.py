"""错误示范：send 只发了一部分，剩下的没有人管。

运行：python send_part.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
SIZE = 20_000_000


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client:
        count = client.send(bytes(SIZE))
        print(f"客户端：要发 {SIZE} 字节，send 返回 {count}")
    with connection:
        connection.settimeout(5)
        received = 0
        while part := connection.recv(64 * 1024):
            received += len(part)
        print(f"服务端：收到 {received} 字节，对方就关闭了")


if __name__ == "__main__":
    main()

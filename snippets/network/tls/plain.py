"""不说 TLS 的服务端：看一看收到的，答一行文字。只服务一次。

运行：python plain.py，再运行 client.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        print("普通服务端：正在监听 127.0.0.1:21567", flush=True)
        connection, _ = server.accept()
    with connection:
        connection.settimeout(5)
        data = connection.recv(64 * 1024)
        print(f"普通服务端：收到 {data[:3]!r}……")
        print("普通服务端：里面有名字吗？", b"localhost" in data)
        print("普通服务端：里面有密码吗？", b"123" in data)
        connection.sendall(b"what?\n")


if __name__ == "__main__":
    main()

"""对方关闭以后：先给完没取走的，再每次立刻返回 b""。

运行：python closed.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with connection:
        connection.settimeout(5)
        with client:
            client.sendall(b"bye")
        print("客户端：已关闭")
        for number in range(1, 4):
            data = connection.recv(64 * 1024)
            print(f"服务端：第 {number} 次 recv 得到", data)


if __name__ == "__main__":
    main()

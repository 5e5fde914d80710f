"""对方关闭以后，recv 不再阻塞，每次都立刻返回 b""。

运行：python closed.py
"""

import socket

ADDRESS = ("127.0.0.1", 8080)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS)
        connection, _ = server.accept()
    with connection:
        client.sendall(b"bye")
        client.close()
        print("客户端：已关闭")
        for number in range(1, 4):
            data = connection.recv(3)
            print(f"服务端：第 {number} 次 recv 得到", data)


if __name__ == "__main__":
    main()

"""有 SO_REUSEADDR，刚结束的服务端可以马上重启。

运行：python with_reuse.py，结束后马上再运行一次
"""

import os
import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with server:
        if os.name == "posix":  # 必须在 bind 之前
            server.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )
        server.bind(ADDRESS)
        server.listen()
        print("服务端：正在监听 127.0.0.1:21567")
        client = socket.create_connection(ADDRESS)
        connection, _ = server.accept()
        connection.close()
        print("服务端：先关闭了连接")
        print(f"客户端：收到 {client.recv(1024)}，也关闭")
        client.close()


if __name__ == "__main__":
    main()

"""错误示范：没有 SO_REUSEADDR，刚结束的服务端不能马上重启。

运行：python no_reuse.py，结束后马上再运行一次
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with server:
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

"""倒着说：把客户端的话倒过来回复。

运行：python reverse.py（Ctrl-C 结束），再运行 client.py
"""

import socket

from server import ADDRESS, receive_all


def serve_all(server):
    while True:
        try:
            connection, _ = server.accept()
            with connection:
                text = receive_all(connection)
                connection.sendall(text[::-1].encode())
        except (OSError, ValueError) as error:
            print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()

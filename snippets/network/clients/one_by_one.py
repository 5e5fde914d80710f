"""错误示范：一次只服务一个客户端。

运行：python one_by_one.py（Ctrl-C 结束）
"""

import socket

from server import ADDRESS, receive_all


def accept_all(server):
    while True:
        connection, _ = server.accept()
        with connection:
            try:
                text = receive_all(connection)
                print(f"服务端：收到“{text}”")
                connection.sendall("你好，我是服务端".encode())
            except (OSError, ValueError) as error:
                print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            accept_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()

"""求和的服务端：收到几个用空格隔开的数，回它们的和。

运行：python sum_server.py（Ctrl-C 结束），再运行 client.py "1 2 3"
"""

import socket

from server import ADDRESS, receive_all


def answer(text):
    try:
        return f"和是 {sum(map(int, text.split()))}"
    except ValueError:
        return "只认得用空格隔开的整数"


def serve(connection):
    try:
        with connection:
            connection.settimeout(5)
            reply = answer(receive_all(connection))
            connection.sendall(reply.encode())
    except (OSError, ValueError) as error:
        print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            while True:
                serve(server.accept()[0])
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()

"""来什么，就送回什么。

运行：python echo.py（Ctrl-C 结束）
"""

import socket

from server import ADDRESS, accept  # 和本文件在一起


def echo(connection):
    total = 0
    connection.settimeout(5)
    while part := connection.recv(64 * 1024):
        connection.sendall(part)
        total += len(part)
    print(f"服务端：送回了 {total} 字节")


def serve_all(server):
    while True:
        try:
            with accept(server) as connection:
                echo(connection)
        except OSError as error:  # 只断开这一个
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

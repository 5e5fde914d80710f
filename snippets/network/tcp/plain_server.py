"""分开写：一步一步地建立监听，服务一个客户端。

运行：python plain_server.py，再在另一个终端里运行 plain_client.py
"""

import os
import socket


def serve(server):
    # 阻塞，直到有客户端连上来
    connection, address = server.accept()
    print("服务端：accept 返回，客户端是", address)
    try:
        connection.settimeout(5)  # 每一步最多等五秒
        while part := connection.recv(64 * 1024):
            connection.sendall(part)  # 收到什么就发回什么
        print("服务端：recv 得到", part)
    finally:
        connection.close()  # 关闭这个客户端的连接


def main():
    # 创建 TCP 套接字
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # 可以马上重启；Windows 上不要设
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # 绑定地址：客户端要知道连到哪里
        server.bind(("127.0.0.1", 21567))
        # 开始监听，立刻返回
        server.listen()
        print("服务端：listen 返回，下面是 accept")
        serve(server)
    finally:
        server.close()  # 不再监听


if __name__ == "__main__":
    main()

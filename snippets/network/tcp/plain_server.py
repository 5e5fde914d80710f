"""分开写：一步一步地建立监听，服务一个客户端。

运行：python plain_server.py，再在另一个终端里运行 plain_client.py
"""

import os
import socket


def main():
    # 创建监听套接字
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with server:  # 离开时关闭，不再监听
        if os.name == "posix":  # 在 Windows 上是另一个意思
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # 绑定地址：客户端要知道连到哪里
        server.bind(("127.0.0.1", 21567))
        # 开始监听，立刻返回
        server.listen()
        print("服务端：listen 已经返回，下面等在 accept 里")
        # 阻塞，直到有客户端连上来；得到已连接套接字
        connection, address = server.accept()
        print("服务端：accept 返回，客户端是", address)
        with connection:  # 离开时关闭这一条连接
            connection.settimeout(5)
            data = b""
            while part := connection.recv(1024):  # b""：说完了
                data += part
            print("服务端：收到", data.decode())
            connection.sendall("你好我是服务端".encode())


if __name__ == "__main__":
    main()

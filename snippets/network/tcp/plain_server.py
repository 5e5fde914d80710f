"""分开写：一步一步地建立监听，服务一个客户端。

运行：python plain_server.py，再在另一个终端里运行 plain_client.py
"""

import socket


def main():
    # 创建 TCP 套接字
    server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # 重启时不必等旧连接的记录过期
    server_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # 绑定地址：客户端要知道连到哪里
    server_socket.bind(("127.0.0.1", 8080))
    # 开始监听，立刻返回；128 是等待 accept 的队列的长度
    server_socket.listen(128)
    print("服务端：listen 已经返回，下面等在 accept 里")
    # 阻塞，直到有客户端连上来
    client_socket, client_addr = server_socket.accept()
    print("服务端：accept 返回，客户端是", client_addr)

    data = b""
    while True:
        part = client_socket.recv(1024)
        if part == b"":  # 客户端说完了
            break
        data += part
    print("服务端：收到", data.decode("utf-8"))
    client_socket.sendall("你好我是服务器".encode())

    client_socket.close()  # 关闭这个客户端的连接
    server_socket.close()  # 不再监听


if __name__ == "__main__":
    main()

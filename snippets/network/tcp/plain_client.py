"""分开写：一步一步地连接、发送、接收、关闭。

运行：先在另一个终端里运行 plain_server.py，再运行 plain_client.py
"""

import socket


def main():
    # 创建 TCP 套接字
    client_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # 连接服务端；自己的端口不用绑定，由操作系统挑选
    client_socket.connect(("127.0.0.1", 8080))
    print("客户端：已连接，我的地址是", client_socket.getsockname())
    # 发送，全部发完才返回
    client_socket.sendall("来自客户的问候".encode())
    # 告诉对方：我说完了
    client_socket.shutdown(socket.SHUT_WR)
    # 接收，直到对方也说完
    data = b""
    while True:
        part = client_socket.recv(1024)
        if part == b"":
            break
        data += part
    print("客户端：收到", data.decode("utf-8"))
    # 关闭连接
    client_socket.close()


if __name__ == "__main__":
    main()

"""分开写：一步一步地连接、发送、接收、关闭。

运行：先在另一个终端里运行 plain_server.py，再运行 plain_client.py
"""

import socket


def main():
    # 创建 TCP 套接字
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with connection:  # 离开时关闭
        connection.settimeout(5)
        # 连接服务端；自己的端口由操作系统挑选
        connection.connect(("127.0.0.1", 21567))
        print("客户端：已连接，我的地址是", connection.getsockname())
        # 发送；全部交给操作系统才返回
        connection.sendall("来自客户的问候".encode())
        # 告诉对方：我说完了
        connection.shutdown(socket.SHUT_WR)
        # 接收，直到对方也说完
        data = b""
        while part := connection.recv(1024):
            data += part
        print("客户端：收到", data.decode())


if __name__ == "__main__":
    main()

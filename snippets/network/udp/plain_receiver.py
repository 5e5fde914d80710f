"""分开写：一步一步地接收一个数据报。

运行：python plain_receiver.py，再在另一个终端里运行 plain_sender.py
"""

import socket


def main():
    # 创建 UDP 套接字；离开 with 时关闭
    udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with udp_socket:
        # 绑定地址：IP 地址和端口号的元组
        udp_socket.bind(("127.0.0.1", 21567))
        print("接收方：已绑定，等待中")
        # 阻塞，直到来了一个数据报；65535 是最多收多少字节
        recv_data = udp_socket.recvfrom(65535)
        # [0] 是数据，[1] 是对方的地址
        print("接收方：收到", recv_data[0].decode(errors="replace"))
        print("接收方：来自", recv_data[1])


if __name__ == "__main__":
    main()

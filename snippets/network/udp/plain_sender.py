"""分开写：一步一步地发送一个数据报。

运行：先在另一个终端里运行 plain_receiver.py，再运行 plain_sender.py
"""

import socket


def main():
    # 创建 UDP 套接字；离开 with 时关闭
    udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with udp_socket:
        # 目的地址：IP 地址和端口号的元组
        dest_addr = ("127.0.0.1", 21567)
        # 要发送的内容：先把文字编码成字节
        send_data = "这是我 udp 发送的数据".encode()
        # 发送；返回发出的字节数
        count = udp_socket.sendto(send_data, dest_addr)
        print("发送方：发出", count, "字节")


if __name__ == "__main__":
    main()

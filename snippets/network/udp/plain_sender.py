"""分开写：一步一步地发送，最后自己关闭套接字。

运行：先在另一个终端里运行 plain_receiver.py，再运行 plain_sender.py
"""

import socket


def main():
    # 创建 UDP 套接字
    udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        # 目的地址：IP 地址和端口号的元组
        dest_addr = ("127.0.0.1", 8080)
        # 要发送的内容
        send_data = "这是我 udp 发送的数据"
        # 发送：先把文字编码成字节
        udp_socket.sendto(send_data.encode("utf-8"), dest_addr)
        print("发送方：已发出")
    finally:
        # 无论是否出错，都关闭套接字
        udp_socket.close()


if __name__ == "__main__":
    main()

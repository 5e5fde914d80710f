"""错误示范：有的行用空格缩进，有的行用制表符缩进。"""

import socket


def main():
    # 创建udp套接字
  	udp_socket = socket.socket(socket.AF_INET,socket.SOCK_DGRAM)

    dest_addr = ("127.0.0.1",8080)
    udp_socket.sendto(b"hello",dest_addr)


if __name__ == "__main__":
  	main()

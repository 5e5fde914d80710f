"""服务：加入一个多播组，有人问“谁在”，就报上名字。

运行：python service.py 名字（Ctrl-C 结束），再运行 find.py
"""

import socket
import sys

GROUP, PORT = "239.255.21.67", 21567
HERE = "127.0.0.1"  # 用哪个网卡：这里只在本机
HEAD = 8  # 前 8 个字节是编号
QUESTION = b"who?"


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def bind(sock):
    """绑定多播组的地址；同一台机器上可以有好几个。"""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((GROUP, PORT))


def join(sock):
    both = socket.inet_aton(GROUP) + socket.inet_aton(HERE)
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, both)


def serve(sock, names):
    while True:
        try:
            data, address = sock.recvfrom(1024)
            if data[HEAD:] != QUESTION:
                raise ValueError("不是问“谁在”")
            for name in names:
                sock.sendto(data[:HEAD] + name.encode(), address)
            print("服务：有人问，回答了")
        except (OSError, ValueError) as error:  # 只跳过这一个
            print(f"服务：跳过一个：{error}")


def main(names):
    try:
        with udp() as sock:
            bind(sock)
            join(sock)
            print("服务：在组里等人问")
            serve(sock, names)
    except KeyboardInterrupt:
        print("服务：已退出")


if __name__ == "__main__":
    main(sys.argv[1:])

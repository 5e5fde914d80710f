"""广播：发一个，网段里绑定了广播地址的都收到。

运行：python broadcast.py
"""

import socket

# 本机这个“网段”的广播地址；局域网里例如 192.168.1.255
ADDRESS = ("127.255.255.255", 21567)
QUESTION = "谁在".encode()


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def main():
    with udp() as first, udp() as second, udp() as sender:
        for sock in first, second:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(ADDRESS)
            sock.settimeout(5)
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.sendto(QUESTION, ADDRESS)
        for sock in first, second:
            print("收到", sock.recv(1024).decode())


if __name__ == "__main__":
    main()

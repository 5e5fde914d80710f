"""缓冲区够大，数据报完整地到达。

运行：python whole.py
"""

import socket


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind(("127.0.0.1", 8080))
        receiver.settimeout(5)
        sender.sendto("你好".encode(), ("127.0.0.1", 8080))
        data, _ = receiver.recvfrom(65535)
        print("接收方：收到", data)
        print("接收方：内容是", data.decode())


if __name__ == "__main__":
    main()

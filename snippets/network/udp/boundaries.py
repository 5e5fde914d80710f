"""发两次，收两次：一个数据报就是一条消息。

运行：python boundaries.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind(ADDRESS)
        receiver.settimeout(5)
        for text in ("你好", "我是小明"):
            sender.sendto(text.encode(), ADDRESS)
        for _ in range(2):
            data, _ = receiver.recvfrom(65535)
            print("接收方：一个数据报，内容是", data.decode())


if __name__ == "__main__":
    main()

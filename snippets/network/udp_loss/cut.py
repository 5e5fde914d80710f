"""错误示范：缓冲区太小，数据报被截断，剩下的部分丢了。

运行：python cut.py
"""

import socket


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind(("127.0.0.1", 21567))
        receiver.settimeout(5)

        sender.sendto(b"0123456789", ("127.0.0.1", 21567))
        data, _ = receiver.recvfrom(4)
        print("接收方：第一次收到", data)

        sender.sendto(b"next", ("127.0.0.1", 21567))
        data, _ = receiver.recvfrom(4)
        print("接收方：第二次收到", data)


if __name__ == "__main__":
    main()

"""错误示范：数据报正好在一个汉字中间被截断，解码失败。

运行：python cut_character.py
"""

import socket


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind(("127.0.0.1", 21567))
        receiver.settimeout(5)
        sender.sendto("你好".encode(), ("127.0.0.1", 21567))
        data, _ = receiver.recvfrom(4)
        print("接收方：收到", data)
        print("接收方：内容是", data.decode())


if __name__ == "__main__":
    main()

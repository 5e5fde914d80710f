"""错误示范：缓冲区太小，剩下的字节丢了，没有提示。

运行：python cut.py
"""

import socket


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def main():
    with udp() as receiver, udp() as sender:
        receiver.settimeout(5)
        receiver.bind(("127.0.0.1", 21567))
        sender.connect(receiver.getsockname())
        sender.send("你好".encode())
        sender.send(b"next")
        first = receiver.recv(4)
        print("接收方：第一次收到", first)
        print("接收方：第二次收到", receiver.recv(4))
        print("接收方：内容是", first.decode())


if __name__ == "__main__":
    main()

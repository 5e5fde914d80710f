"""错误示范：把空的数据报当作结束。

运行：python stops.py
"""

import socket


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def main():
    with udp() as receiver, udp() as sender:
        receiver.settimeout(5)
        receiver.bind(("127.0.0.1", 21567))
        sender.connect(receiver.getsockname())
        for data in b"one", b"", b"two":
            sender.send(data)
        while data := receiver.recv(65535):
            print("接收方：收到", data)
        print("接收方：不再收了")


if __name__ == "__main__":
    main()

"""发三次，收三次：一个数据报就是一条消息，空的也是。

运行：python boundaries.py
"""

import socket


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def main():
    with udp() as receiver, udp() as sender:
        receiver.settimeout(5)
        receiver.bind(("127.0.0.1", 21567))
        sender.connect(receiver.getsockname())
        for text in "你好", "", "我是小明":
            sender.send(text.encode())
        for _ in range(3):
            data = receiver.recv(65535)
            text = data.decode()
            print(f"接收方：{len(data)} 字节，是“{text}”")


if __name__ == "__main__":
    main()

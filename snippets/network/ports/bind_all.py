"""空地址不是本机地址：它表示本机的所有地址。

运行：python bind_all.py（macOS 上没有 127.0.0.2，会出错）
"""

import socket


def receive_one(address, targets):
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind((address, 21567))
        receiver.settimeout(5)
        print(f"接收方：绑定 {address!r}，得到", receiver.getsockname())
        for target in targets:
            sender.sendto(target.encode(), (target, 21567))
            print("发送方：寄给", target)
        data, _ = receiver.recvfrom(65535)
        print("接收方：收到寄给", data.decode(), "的数据报")


def main():
    receive_one("127.0.0.1", ["127.0.0.2", "127.0.0.1"])
    receive_one("", ["127.0.0.2"])  # 练习时不要这样绑定


if __name__ == "__main__":
    main()

"""错误示范：用 pickle 收消息，对方要运行什么就运行什么。

运行：python pickled.py
"""

import pickle
import socket


class Message:
    def __init__(self, text):
        self.text = text


class Attack:
    def __reduce__(self):  # 还原我，就是调用这个函数
        return print, ("这一行是对方让我打印的",)


def receive(connection):
    connection.settimeout(5)
    message = pickle.loads(connection.recv(64 * 1024))
    if not isinstance(message, Message):
        raise ValueError("不是 Message，不收")
    return message.text


def main():
    peer, connection = socket.socketpair()
    with peer, connection:
        for message in (Message("你好"), Attack()):
            peer.sendall(pickle.dumps(message))
            try:
                print("服务端：收到", receive(connection))
            except ValueError as error:
                print(f"服务端：{error}")


if __name__ == "__main__":
    main()

"""发得太快、收得太慢：装不下的数据报被丢掉，没有人报错。

运行：python overflow.py
"""

import socket

TOTAL = 1000


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        # 内核为这个套接字只留很小的缓冲区
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        receiver.bind(("127.0.0.1", 21567))

        sent = sum(
            sender.sendto(bytes(1000), ("127.0.0.1", 21567)) == 1000
            for _ in range(TOTAL)
        )
        print(f"发送方：{sent} 次 sendto 都成功了")

        receiver.setblocking(False)  # 没有数据时不等，立刻报错
        received = 0
        try:
            while True:
                receiver.recvfrom(65535)
                received += 1
        except BlockingIOError:  # 缓冲区空了
            print(f"接收方：只收到 {received} 个数据报")


if __name__ == "__main__":
    main()

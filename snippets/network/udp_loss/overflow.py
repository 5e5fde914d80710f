"""发了很多才开始收。

运行：python overflow.py
"""

import socket

TOTAL = 1000


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def main():
    with udp() as receiver, udp() as sender:
        # 系统为这个套接字只留很小的缓冲区
        level, name = socket.SOL_SOCKET, socket.SO_RCVBUF
        receiver.setsockopt(level, name, 8192)
        receiver.bind(("127.0.0.1", 21567))
        sender.connect(receiver.getsockname())
        for _ in range(TOTAL):
            sender.send(bytes(1024))
        print(f"发送方：{TOTAL} 次 send 都成功了")

        receiver.setblocking(False)  # 没有了不等，立刻报错
        received = 0
        try:
            while True:
                receiver.recv(65535)
                received += 1
        except BlockingIOError:  # 缓冲区空了
            print(f"接收方：只收到 {received} 个数据报")


if __name__ == "__main__":
    main()

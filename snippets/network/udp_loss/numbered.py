"""每个数据报带一个编号，接收方就知道丢了哪些。

运行：python numbered.py
"""

import socket

TOTAL = 1000


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def receive_numbers(sock):
    """取完缓冲区里的，返回收到过的编号。"""
    numbers = set()  # 重复的只算一次，次序也不要紧
    sock.setblocking(False)
    try:
        while True:
            data = sock.recv(65535)
            numbers.add(int.from_bytes(data[:4], "big"))
    except BlockingIOError:
        return numbers


def main():
    with udp() as receiver, udp() as sender:
        level, name = socket.SOL_SOCKET, socket.SO_RCVBUF
        receiver.setsockopt(level, name, 8192)
        receiver.bind(("127.0.0.1", 21567))
        sender.connect(receiver.getsockname())
        for number in range(TOTAL):
            head = number.to_bytes(4, "big")
            sender.send(head + bytes(996))

        got = receive_numbers(receiver)
        lost = sorted(set(range(TOTAL)) - got)
        counts = f"收到 {len(got)} 个，丢了 {len(lost)} 个"
        print(f"接收方：{counts}")
        if lost:
            print(f"接收方：先丢的是 {lost[0]} 号")


if __name__ == "__main__":
    main()

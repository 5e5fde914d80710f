"""给数据报编号：收的一方知道丢了哪些。

运行：python numbered.py
"""

import socket
import struct

ADDRESS = ("127.0.0.1", 21567)


def send(sender, number, text):
    data = struct.pack("!I", number) + text.encode()
    sender.sendto(data, ADDRESS)


def receive(receiver):
    """下一个数据报的编号和内容；太短的不要。"""
    while True:
        data, _ = receiver.recvfrom(65535)
        if len(data) >= 4:
            (number,) = struct.unpack("!I", data[:4])
            return number, data[4:].decode(errors="replace")


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind(ADDRESS)
        receiver.settimeout(0.5)
        for number in (1, 2, 4, 5):  # 3 号当作在路上丢了
            send(sender, number, f"第 {number} 条")
        expected = 1
        try:
            while True:
                number, text = receive(receiver)
                if number > expected:
                    print(f"接收方：少了 {expected} 到 {number - 1} 号")
                print("接收方：收到", text)
                expected = max(expected, number + 1)
        except OSError as error:
            print("接收方：不再等了：", error)


if __name__ == "__main__":
    main()

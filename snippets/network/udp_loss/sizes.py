"""发送以前先看大小：太大的不发，说明原因。

运行：python sizes.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 1200  # 经过网络也不会被切成几片


def send(sender, data):
    if len(data) > LARGEST:
        raise ValueError(f"{len(data)} 个字节，最多 {LARGEST} 个")
    sender.sendto(data, ADDRESS)


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for size in (1200, 1201):
            try:
                send(sender, bytes(size))
                print(f"发送方：{size} 个字节已发出")
            except ValueError as error:
                print("发送方：没有发：", error)


if __name__ == "__main__":
    main()

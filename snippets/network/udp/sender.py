"""UDP 发送方：把一句话装进一个数据报，发出去就结束。

运行：先在另一个终端里运行 python receiver.py，再运行 python sender.py
"""

import socket


def main():
    data = "这是我 udp 发送的数据".encode()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        count = sender.sendto(data, ("127.0.0.1", 8080))
    print(f"发送方：发出 {count} 字节")


if __name__ == "__main__":
    main()

"""错误示范：数据装不进一个数据报，sendto 拒绝发送。

运行：python too_big.py
"""

import socket


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for size in (65_507, 65_508):
            sender.sendto(bytes(size), ("127.0.0.1", 21567))
            print(f"发送方：{size} 字节已发出")


if __name__ == "__main__":
    main()

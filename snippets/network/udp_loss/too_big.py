"""错误示范：数据装不进一个数据报，发不出去。

运行：python too_big.py
"""

import socket


def main():
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        for size in (65_507, 65_508):
            sock.sendto(bytes(size), ("127.0.0.1", 21567))
            print(f"发送方：{size} 字节已发出")


if __name__ == "__main__":
    main()

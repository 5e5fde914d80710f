"""发送方：连着报五次温度，每一个数据报带序号。

运行：先运行接收方和 relay.py，再运行 burst.py
"""

import socket

RELAY = ("127.0.0.1", 21568)


def main():
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.connect(RELAY)
        for number in range(1, 6):
            sock.send(f"{number} {20 + number}".encode())
    print("发送方：发了 1 到 5 号，21 到 25 度")


if __name__ == "__main__":
    main()

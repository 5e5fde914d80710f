"""发一个不是 UTF-8 的数据报，看回答方会不会停下。

运行：先运行 python answer.py，再运行 python bad_byte.py
"""

import socket


def main():
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.sendto(b"\xff", ("127.0.0.1", 21567))
    print("发送方：发出了 b'\\xff'")


if __name__ == "__main__":
    main()

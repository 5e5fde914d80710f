"""发一个数据报就结束：没有 connect，也不等回答。

运行：python send.py
"""

import socket


def main():
    data = "有人吗".encode()
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        count = sock.sendto(data, ("127.0.0.1", 21567))
    print(f"发送方：发出 {count} 字节")


if __name__ == "__main__":
    main()

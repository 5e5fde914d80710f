"""收一个问题，按对方的地址寄回答案。

运行：python answer.py，再在另一个终端里运行 python ask.py
"""

import socket


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 8080))
        print("回答方：在 127.0.0.1:8080 等问题")
        question, address = sock.recvfrom(65535)
        print("回答方：收到", question.decode())
        sock.sendto("听到了".encode(), address)


if __name__ == "__main__":
    main()

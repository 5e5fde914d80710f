"""发出一个问题，最多等一秒钟的回答。

运行：python ask.py（先运行 answer.py 就有回答，不运行就没有）
"""

import socket


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(1)
        sock.sendto("在吗".encode(), ("127.0.0.1", 8080))
        print("提问方：问题已发出，最多等一秒")
        answer, address = sock.recvfrom(65535)
        print(
            f"提问方：{address[0]}:{address[1]} 回答：{answer.decode()}"
        )


if __name__ == "__main__":
    main()

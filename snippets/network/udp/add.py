"""做加法的回答方：收到“3 4”，回答 7；别的问题，回答不懂。

运行：python add.py（Ctrl-C 结束），再运行 python ask.py 3 4
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def answer(data):
    try:
        a, b = data.decode().split()
        return str(int(a) + int(b))
    except ValueError:  # UnicodeDecodeError 也是它
        return "不懂"


def serve(sock):
    while True:
        try:
            data, address = sock.recvfrom(65535)
            sock.sendto(answer(data).encode(), address)
        except OSError as error:  # 只跳过这一个
            print("回答方：跳过一个：", error)


def main():
    try:
        kind = socket.SOCK_DGRAM
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.bind(ADDRESS)
            print("回答方：会做加法")
            serve(sock)
    except KeyboardInterrupt:
        print("回答方：已退出")


if __name__ == "__main__":
    main()

"""收问题，按对方的地址寄回答案；一个坏数据报弄不垮它。

运行：python answer.py（Ctrl-C 结束），再在另一个终端里运行 ask.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def answer_all(sock):
    while True:
        question, address = sock.recvfrom(65535)
        text = question.decode(errors="replace")
        print("回答方：收到", text)
        try:
            sock.sendto(f"听到了“{text}”".encode(), address)
        except OSError as error:  # 只是这一个没有送到
            print("回答方：没有送到：", error)


def main():
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.bind(ADDRESS)
            print("回答方：在 127.0.0.1:21567 等问题")
            answer_all(sock)
    except KeyboardInterrupt:
        print("回答方：已退出")


if __name__ == "__main__":
    main()

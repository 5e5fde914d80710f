"""回答方：来一个问题，回一个答案；坏的数据报跳过。

运行：python answer.py（Ctrl-C 结束），再运行 python ask.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def serve(sock):
    while True:
        try:
            data, address = sock.recvfrom(65535)
            print("回答方：收到", data.decode())
            sock.sendto("听到了".encode(), address)
        except (OSError, ValueError) as error:  # 只跳过这一个
            print("回答方：跳过一个：", error)


def main():
    try:
        kind = socket.SOCK_DGRAM  # 数据报，也就是 UDP
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.bind(ADDRESS)
            print("回答方：在 127.0.0.1:21567 等问题")
            serve(sock)
    except KeyboardInterrupt:
        print("回答方：已退出")


if __name__ == "__main__":
    main()

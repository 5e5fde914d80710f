"""回答方：第一个数据报假装没有到，以后的都回答。

运行：python lossy.py（Ctrl-C 结束），再运行 ask_again.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def serve(sock):
    sock.recvfrom(65535)
    print("回答方：丢了一个数据报")
    while True:
        try:
            data, address = sock.recvfrom(65535)
            print(f"回答方：收到 {len(data)} 字节")
            sock.sendto("听到了".encode(), address)
        except OSError as error:  # 只跳过这一个
            print("回答方：跳过一个：", error)


def main():
    try:
        kind = socket.SOCK_DGRAM
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.bind(ADDRESS)
            print("回答方：在 127.0.0.1:21567 等问题")
            serve(sock)
    except KeyboardInterrupt:
        print("回答方：已退出")


if __name__ == "__main__":
    main()

"""接收方：来什么，打印什么。

运行：python show.py（Ctrl-C 结束）
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def read(data):
    """数据报 -> 序号，度数；不是这样的，就是 ValueError。"""
    number, degrees = data.decode().split()
    return int(number), int(degrees)


def receive(sock):
    while True:
        try:
            number, degrees = read(sock.recv(65535))
            print(f"接收方：{number} 号，{degrees} 度")
        except (OSError, ValueError) as error:  # 只跳过这一个
            print("接收方：跳过一个：", error)


def main(receive=receive):
    try:
        kind = socket.SOCK_DGRAM
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.bind(ADDRESS)
            print("接收方：在等")
            receive(sock)
    except KeyboardInterrupt:
        print("接收方：已退出")


if __name__ == "__main__":
    main()

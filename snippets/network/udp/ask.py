"""发出一个问题，最多等一秒钟的回答；没有回答就是错误。

运行：先在另一个终端里运行 python answer.py，再运行 python ask.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def ask(text):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(1)
        sock.connect(ADDRESS)  # 只和它说话，只听它的
        sock.send(text.encode())
        return sock.recv(65535).decode(errors="replace")


def main():
    try:
        print("提问方：回答是", ask("在吗"))
    except OSError as error:
        sys.exit(f"提问方：没有得到回答：{error}")


if __name__ == "__main__":
    main()

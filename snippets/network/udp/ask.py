"""提问方：问一句，最多等一秒；没有回答就以状态 1 结束。

运行：python ask.py，或者 python ask.py 别的问题
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def ask(question):
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.settimeout(1)
        sock.connect(ADDRESS)  # 以后只收这个地址发来的
        sock.send(question.encode())
        return sock.recv(65535).decode()


def main():
    question = " ".join(sys.argv[1:]) or "在吗"
    try:
        print("提问方：回答是", ask(question))
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"提问方：没有回答：{error}")


if __name__ == "__main__":
    main()

"""提问方：没有回答就再问，最多三次。

运行：先运行 python lossy.py，再运行 python ask_again.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def ask(question, tries=3):
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.connect(ADDRESS)
        for number in range(1, tries + 1):
            sock.settimeout(0.25 * 2**number)  # 每次多等一倍
            sock.send(question.encode())
            try:
                return sock.recv(65535).decode()
            except socket.timeout:
                print(f"提问方：第 {number} 次没有回答")
    raise OSError(f"问了 {tries} 次，不再问了")


def main():
    try:
        print("提问方：回答是", ask("在吗"))
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"提问方：{error}")


if __name__ == "__main__":
    main()

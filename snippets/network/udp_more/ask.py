"""客户端：每个问题一个编号，没有回答就用同一个编号再问。

运行：先运行 server.py 和 relay.py，再运行 python ask.py 30
"""

import secrets
import socket
import sys
import time

HEAD = 8  # 前 8 个字节是编号
RELAY = ("127.0.0.1", 21568)
WAITS = (1, 2, 4)  # 每次等几秒，越来越久


def answer_to(sock, number, end):
    """等这个编号的回答，最晚到 end；别的都扔掉。"""
    while (left := end - time.monotonic()) > 0:
        sock.settimeout(left)
        data = sock.recv(65535)
        if data[:HEAD] == number:
            return data[HEAD:].decode()
        print("客户端：扔掉一个迟到的回答")
    raise TimeoutError("timed out")


def ask(sock, question):
    number = secrets.token_bytes(HEAD)  # 猜不到，也不会重复
    for wait in WAITS:
        end = time.monotonic() + wait
        try:
            sock.send(number + question.encode())
            return answer_to(sock, number, end)
        except OSError as error:
            print(f"客户端：没有回答：{error}")
            time.sleep(max(0, end - time.monotonic()))
    raise OSError("不再问了，做了没有不知道")


def main():
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.connect(RELAY)
        for amount in sys.argv[1:]:
            print(f"客户端：扣 {amount}，{ask(sock, amount)}")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：{error}")

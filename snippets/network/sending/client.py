"""发一条带编号的消息，等到确认；没有确认，就用同一个编号再发。

运行：先在另一个终端里运行服务端，再运行 python client.py 30
"""

import socket
import sys
import time
import uuid

from server import ADDRESS, read_line

EACH = 2  # 一次最多几秒
TOTAL = 10  # 总共最多几秒


def send_once(number, amount, end):
    left = max(end - time.monotonic(), 0.001)  # 不能是 0 或负数
    with socket.create_connection(ADDRESS, left) as connection:
        connection.sendall(f"{number} {amount}\n".encode())
        answer = read_line(connection, end)
    word, which, text = answer.split(maxsplit=2)
    if which != number or word not in ("确认", "拒绝"):
        raise ValueError("回答的不是这一条")
    if word == "拒绝":  # 再问也一样
        sys.exit(f"客户端：服务端不肯存：{text}")
    return text


def send_surely(amount):
    number = uuid.uuid4().hex  # 每条消息一个，重发时不换
    stop = time.monotonic() + TOTAL
    while time.monotonic() < stop:
        start = time.monotonic()
        try:
            return send_once(number, amount, min(start + EACH, stop))
        except (OSError, ValueError) as error:
            print(f"客户端：没有确认：{error}")
        # 一秒最多发一次
        time.sleep(max(0, start + 1 - time.monotonic()))
    sys.exit("客户端：不知道存了没有")


def main():
    amount = int(sys.argv[1])
    print(f"客户端：确认了，{send_surely(amount)}")


if __name__ == "__main__":
    main()

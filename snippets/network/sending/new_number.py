"""错误示范：重发时换了编号，服务端以为是另一条。

运行：先在另一个终端里运行 forgetful.py，再运行 new_number.py 数目
"""

import sys
import time
import uuid

from client import EACH, send_once


def main():
    amount = int(sys.argv[1])
    for _ in range(2):
        number = uuid.uuid4().hex
        try:
            answer = send_once(number, amount, time.monotonic() + EACH)
            print(f"客户端：确认了，{answer}")
            break
        except (OSError, ValueError) as error:
            print(f"客户端：没有确认：{error}")


if __name__ == "__main__":
    main()

"""没有得到回复就再问：每次最多一秒，总共最多十秒。

运行：先在另一个终端里运行 server.py，再运行 retry.py
"""

import sys
import time

from client import ask


def ask_again(text, seconds=10):
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        start = time.monotonic()
        try:
            return ask(text, min(left, 1))
        except (OSError, ValueError) as error:
            print(f"客户端：没有得到回复：{error}")
        # 马上就被拒绝的，也歇到一秒再问
        time.sleep(max(0, start + 1 - time.monotonic()))
    sys.exit("客户端：总共的时间到了，不再问")


def main():
    print("客户端：服务端说", ask_again("来自客户的问候"))


if __name__ == "__main__":
    main()

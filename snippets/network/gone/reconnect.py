"""断了就重连：歇的时间越来越长，带随机，有最长。

运行：python reconnect.py（Ctrl-C 结束），再运行、停下 server.py
"""

import random
import time

from client import talk

SHORTEST = 0.5  # 第一次最多歇几秒
LONGEST = 30  # 再长也不超过几秒
STEADY = 10  # 连了这么多秒，才算连好了


def stay_connected():
    most = SHORTEST
    while True:
        start = time.monotonic()
        try:
            talk()
        except (OSError, ValueError) as error:
            print(f"客户端：断了：{error}")
        if time.monotonic() - start > STEADY:
            most = SHORTEST
        time.sleep(random.uniform(0, most))  # 大家不同时来
        most = min(most * 2, LONGEST)


def main():
    try:
        stay_connected()
    except KeyboardInterrupt:
        print("客户端：已退出")


if __name__ == "__main__":
    main()

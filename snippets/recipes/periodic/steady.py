"""每次按开始的时间算：做得久，也不越来越晚。

运行：python steady.py
"""

import threading
import time

from periodic import every


def main():
    start = time.monotonic()

    def work(number, stop):
        if number == 5:
            off = abs(time.monotonic() - start - 5 * 0.2)
            print("main：第 5 次差了 0.4 秒以上吗？", off > 0.4)
            stop.set()
        time.sleep(0.1)  # 代替真正的工作

    every(0.2, work, threading.Event())


if __name__ == "__main__":
    main()

"""每 0.3 秒一次，第 1 次做了 0.65 秒：跳过，或者补上。

运行：python late.py，或者 python late.py --catch-up
"""

import sys
import threading
import time

from periodic import every


def work(number, stop):
    print("work：第", number, "次")
    if number == 1:
        time.sleep(0.65)  # 这一次特别久
    if number == 4:
        stop.set()


def main():
    catch_up = "--catch-up" in sys.argv
    every(0.3, work, threading.Event(), catch_up)


if __name__ == "__main__":
    main()

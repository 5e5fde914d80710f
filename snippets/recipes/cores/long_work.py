"""一百件事，每件 0.1 秒：有时间按 Ctrl-C。

运行：python long_work.py，中途按 Ctrl-C
"""

import sys
import time

from cores import all_cores


def work(number):
    time.sleep(0.1)  # 代替真正的计算
    if number == 5:
        print("\nwork：做完第 5 件", flush=True)
    return number


def main():
    print("main：一百件事")
    try:
        all_cores(work, list(range(100)))
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""错误示范：做完了才开始等 0.2 秒，一次比一次晚。

运行：python drift.py
"""

import time


def work():
    time.sleep(0.1)  # 代替真正的工作


def main():
    start = time.monotonic()
    for _ in range(5):
        work()
        time.sleep(0.2)
    off = abs(time.monotonic() - start - 5 * 0.2)
    print("main：第 5 次差了 0.4 秒以上吗？", off > 0.4)


if __name__ == "__main__":
    main()

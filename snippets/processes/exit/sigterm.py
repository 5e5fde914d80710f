"""terminate 的时候也收拾：把 SIGTERM 变成一个异常。

运行：python sigterm.py（Linux 或 macOS）
"""

import multiprocessing
import signal
import sys
import time


def leave(number, frame):
    sys.exit(0)  # 一个异常：finally 会执行


def sing(started):
    signal.signal(signal.SIGTERM, leave)
    try:
        started.set()
        time.sleep(3600)
    finally:
        print("sing：收拾麦克风")


def main():
    started = multiprocessing.Event()
    p = multiprocessing.Process(target=sing, args=(started,))
    p.start()
    started.wait()
    p.terminate()
    p.join()
    print("main：退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

"""守护进程：主进程走了，它会怎样？

运行：python daemon.py
"""

import multiprocessing
import time


def sing(started):
    try:
        print("sing：开始唱，要唱一小时")
        started.set()
        time.sleep(3600)
    finally:
        print("sing：收拾麦克风")


def main():
    started = multiprocessing.Event()
    p = multiprocessing.Process(
        target=sing, args=(started,), daemon=True
    )
    p.start()
    started.wait()
    print("main：我走了，不等它")


if __name__ == "__main__":
    main()

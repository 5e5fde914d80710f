"""main 等厨房准备好再开门，最多等 5 秒。

运行：python ready.py
"""

import sys
import threading


def kitchen(ready, closed):
    if closed.wait(0.3):  # 代替真正的准备；不等它了，就不做了
        return
    print("厨房：火生好了")
    ready.set()
    closed.wait()  # 代替营业：等到打烊
    print("厨房：熄火")


def main():
    ready, closed = threading.Event(), threading.Event()
    t = threading.Thread(target=kitchen, args=(ready, closed))
    t.start()
    try:
        if not ready.wait(timeout=5):
            sys.exit("main：等了 5 秒，厨房还没有准备好")
        print("main：开门")
    finally:
        closed.set()
        t.join()
    print("main：打烊")


if __name__ == "__main__":
    main()

"""三个倒数的线程，各数各的；都数完了，再说出发。

运行：python countdown.py
"""

import threading
import time


def count_down(name, start):
    for number in range(start, 0, -1):
        print(f"{name}：数 {number}\n", end="")
        time.sleep(0.05)


def main():
    threads = [
        threading.Thread(target=count_down, args=(name, start))
        for name, start in (("甲", 3), ("乙", 2), ("丙", 1))
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print("main：出发")


if __name__ == "__main__":
    main()

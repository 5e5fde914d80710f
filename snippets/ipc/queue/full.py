"""队列满了：put 会等，可以限时等，也可以不等。

运行：python full.py
"""

import multiprocessing
import queue


def main():
    q = multiprocessing.Queue(3)
    for item in (232, "abc", [1, 2, 3]):
        q.put(item)
    print("main：放了三件，满了吗？", q.full())
    try:
        q.put("cc", timeout=0.2)
    except queue.Full:
        print("main：等了 0.2 秒，放不进去")
    try:
        q.put_nowait("cc")
    except queue.Full:
        print("main：put_nowait 不等，也放不进去")
    print("main：取出", q.get())
    q.put("cc")
    print("main：腾出一个位置，cc 就放进去了")


if __name__ == "__main__":
    main()

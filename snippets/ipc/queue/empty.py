"""队列空了：get 会等，可以限时等，也可以不等。

运行：python empty.py
"""

import multiprocessing
import queue


def main():
    q = multiprocessing.Queue(3)
    try:
        q.get_nowait()
    except queue.Empty:
        print("main：get_nowait 不等，没有东西")
    try:
        q.get(timeout=0.2)
    except queue.Empty:
        print("main：等了 0.2 秒，没有东西")
    q.put("cc")
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

"""放和取都给期限：对方出了事，不会永远等下去。

运行：python limits.py
"""

import multiprocessing
import queue
import sys

END = None


def producer(q):
    for song in ["茉莉花", "小星星"]:
        q.put(song, timeout=5)
    sys.exit(3)  # 出了事，没有放哨兵


def main():
    q = multiprocessing.Queue(1)  # 放进一件就满了
    p = multiprocessing.Process(target=producer, args=(q,))
    p.start()
    try:
        while (song := q.get(timeout=1)) is not END:
            print("main：取出", song)
    except queue.Empty:
        print("main：一秒没有东西来，不等了")
    p.join(timeout=5)
    print("main：producer 的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

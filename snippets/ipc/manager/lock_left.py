"""错误示范：拿着 Manager 的锁，工人突然没了。

运行：python lock_left.py
"""

import multiprocessing
import os


def worker(lock):
    with lock:
        os._exit(3)  # 立刻结束，状态 3：with 来不及放开


def main():
    with multiprocessing.Manager() as manager:
        lock = manager.Lock()
        p = multiprocessing.Process(target=worker, args=(lock,))
        p.start()
        p.join()
        got = lock.acquire(timeout=1)  # 不限时，就一直等下去
        print("main：它没了，我拿到锁了吗？", got)


if __name__ == "__main__":
    main()

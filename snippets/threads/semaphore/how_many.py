"""五十件事，同时做两件：信号量和线程池各要几个线程。

运行：python how_many.py
"""

import threading
from concurrent.futures import ThreadPoolExecutor

JOBS, MOST = 50, 2  # 几件事，同时做几件
slots = threading.BoundedSemaphore(MOST)


def one_at_a_slot(leave):
    with slots:
        leave.wait()  # 代替要做的事


def with_semaphore():
    leave = threading.Event()
    threads = [
        threading.Thread(target=one_at_a_slot, args=(leave,))
        for _ in range(JOBS)
    ]
    for t in threads:
        t.start()
    # 减去的一个是主线程
    print("main：信号量，线程", threading.active_count() - 1)
    leave.set()
    for t in threads:
        t.join()


def with_pool():
    leave = threading.Event()
    with ThreadPoolExecutor(max_workers=MOST) as pool:
        for _ in range(JOBS):
            pool.submit(leave.wait)
        print("main：线程池，线程", threading.active_count() - 1)
        leave.set()


if __name__ == "__main__":
    with_semaphore()
    with_pool()

"""错误示范：把共享的数当作任务的参数，或者放进队列。

运行：python by_argument.py
"""

import multiprocessing
import queue
from concurrent.futures import ProcessPoolExecutor


def add(counter):
    with counter.get_lock():
        counter.value += 1


def main():
    counter = multiprocessing.Value("q", 0)
    with ProcessPoolExecutor(max_workers=1) as pool:
        error = pool.submit(add, counter).exception()
        print(f"main：任务没有执行：{error!r}")
    q = multiprocessing.Queue()
    q.put(counter)
    try:
        q.get(timeout=1)
    except queue.Empty:
        print("main：等了 1 秒，队列里什么也没有")


if __name__ == "__main__":
    main()

"""任务来自一个生成器：进程池什么时候去取？

运行：python eager.py
"""

import multiprocessing
import threading

all_taken = threading.Event()


def numbers():
    yield from range(100_000)
    all_taken.set()  # 最后一个也取走了


def work(number):
    return number


def main():
    with multiprocessing.Pool(2) as pool:
        results = pool.imap(work, numbers(), chunksize=1000)
        taken = all_taken.wait(timeout=10)
        print("main：还没有取结果，生成器取完了吗？", taken)
        print("main：第一个结果是", next(results))


if __name__ == "__main__":
    main()

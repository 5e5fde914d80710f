"""进程池：十个任务，三个进程轮流做。

运行：python pool.py
"""

import os
import random
import time
from multiprocessing import Pool


def worker(number):
    start = time.perf_counter()
    print(f"进程 {os.getpid()}：开始任务 {number}")
    time.sleep(0.1 + random.random() / 5)  # 代替真正的工作
    used = time.perf_counter() - start
    print(f"进程 {os.getpid()}：做完任务 {number}，用时 {used:.2f} 秒")
    return number * number


def main():
    with Pool(3) as pool:
        results = [pool.apply_async(worker, (i,)) for i in range(10)]
        print("main：十个任务都交出去了")
        pool.close()
        pool.join()
        print("main：结果是", [result.get() for result in results])


if __name__ == "__main__":
    main()

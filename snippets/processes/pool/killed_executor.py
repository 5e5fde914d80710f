"""工人半路死了：ProcessPoolExecutor 会报告，整个池都不能用了。

运行：python killed_executor.py
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor


def worker(number):
    if number == 0:
        time.sleep(0.5)
        os._exit(1)  # 像被系统杀死一样，比如内存不够
    time.sleep(60)  # 别的任务要做很久


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        futures = [pool.submit(worker, n) for n in range(4)]
        for number, future in enumerate(futures):
            error = future.exception()  # 等它有结局
            print(f"main：任务 {number}：{type(error).__name__}")


if __name__ == "__main__":
    main()

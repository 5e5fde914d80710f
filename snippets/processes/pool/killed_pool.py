"""工人半路死了：Pool 补一个工人，但那个任务永远没有结果。

运行：python killed_pool.py
"""

import multiprocessing
import os


def worker():
    os._exit(1)  # 假装被系统杀死，比如内存不够


def main():
    with multiprocessing.Pool(3) as pool:
        result = pool.apply_async(worker)
        try:
            result.get(timeout=0.5)
        except multiprocessing.TimeoutError:
            print("main：等了 0.5 秒，没有结果")


if __name__ == "__main__":
    main()

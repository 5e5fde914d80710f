"""工人半路死了：ProcessPoolExecutor 马上报告。

运行：python killed_executor.py
"""

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def worker():
    os._exit(1)  # 假装被系统杀死，比如内存不够


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        future = pool.submit(worker)
        try:
            future.result()
        except BrokenProcessPool:
            print("main：有一个工人意外地死了")


if __name__ == "__main__":
    main()

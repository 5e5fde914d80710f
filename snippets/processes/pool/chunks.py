"""五千个很小的任务：一次交一个，还是一次交五百个？

运行：python chunks.py
"""

import time
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        list(pool.map(square, range(2)))  # 先把工人启动好
        for size in (1, 500):
            start = time.perf_counter()
            list(pool.map(square, range(5000), chunksize=size))
            used = time.perf_counter() - start
            print(f"main：一次交 {size} 个，用时 {used:.4f} 秒")


if __name__ == "__main__":
    main()

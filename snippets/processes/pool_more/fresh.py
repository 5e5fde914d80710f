"""maxtasksperchild=2：六个任务，用几个进程？

运行：python fresh.py
"""

import multiprocessing
import os


def work(number):
    return os.getpid()  # 我的进程号


def main():
    for size in (1, 3):
        with multiprocessing.Pool(1, maxtasksperchild=2) as pool:
            pids = set(pool.map(work, range(6), chunksize=size))
        print(f"main：一次交 {size} 个，用过 {len(pids)} 个进程")


if __name__ == "__main__":
    main()

"""工人半路死了：Pool 补一个工人，但那个任务永远没有结果。

运行：python killed_pool.py
"""

import multiprocessing
import os


def worker(number):
    if number == 0:
        os._exit(1)  # 像被系统杀死一样，比如内存不够
    return number


def main():
    with multiprocessing.Pool(3) as pool:
        results = [pool.apply_async(worker, (n,)) for n in range(3)]
        for number in 1, 2:
            print(f"main：任务 {number}：{results[number].get()}")
        try:
            results[0].get(timeout=1)
        except multiprocessing.TimeoutError:
            print("main：任务 0：等了一秒，没有结果")


if __name__ == "__main__":
    main()

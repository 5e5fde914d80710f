"""一个任务总是把工人弄死：别的任务照样做完，还知道是哪一个。

运行：python dead_worker.py
"""

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool


def work(number):
    if number == 3:
        os._exit(1)  # 像被系统杀死一样，比如内存不够
    return number * number


def together(numbers):
    """用一个池做，交还做完的；池坏了，就只有一部分。"""
    results = {}
    try:
        with ProcessPoolExecutor(max_workers=2) as pool:
            tasks = {pool.submit(work, n): n for n in numbers}
            for task in as_completed(tasks):
                results[tasks[task]] = task.result()
    except BrokenProcessPool:
        print("main：一个工人死了，池不能再用")
    return results


def main():
    numbers = range(6)
    results = together(numbers)
    for number in numbers:
        if number not in results:  # 一个任务一个池
            try:
                with ProcessPoolExecutor(max_workers=1) as pool:
                    task = pool.submit(work, number)
                    results[number] = task.result()
            except BrokenProcessPool:
                print(f"main：任务 {number} 把工人弄死了")
    print("main：结果是", [results.get(n) for n in numbers])


if __name__ == "__main__":
    main()

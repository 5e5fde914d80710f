"""六个任务，两个工人：step 没有参数，也知道是哪个任务。

运行：python steps.py
"""

import threading
from concurrent.futures import ThreadPoolExecutor

mine = threading.local()


def step():
    print(f"任务 {mine.number}：做了一步\n", end="")


def work(number):
    mine.number = number  # 每个任务开始时都写
    step()
    step()


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(work, n) for n in range(1, 7)]
    for job in jobs:
        job.result()  # 任务里有异常，就在这里抛出


if __name__ == "__main__":
    main()

"""错误示范：没有 join。

运行：python no_join.py
"""

import time
from multiprocessing import Barrier, Pool


def prepare(barrier):
    global all_here
    all_here = barrier


def worker(number):
    print(f"任务 {number}：开始")
    all_here.wait()  # 三个任务和 main 在这里会合
    time.sleep(60)  # 一分钟的活
    print(f"任务 {number}：做完")


def main():
    barrier = Barrier(4)
    pool = Pool(3, prepare, (barrier,))
    for number in range(3):
        pool.apply_async(worker, (number,))
    pool.close()
    barrier.wait()
    print("main：三个任务都开始了，我不等，走了")


if __name__ == "__main__":
    main()

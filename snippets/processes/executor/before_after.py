"""同一个计算，不用进程池和用进程池：主进程用掉多少 CPU 时间？

运行：python before_after.py
"""

import time
from concurrent.futures import ProcessPoolExecutor

import queens

SIZE = 10
COLUMNS = range(SIZE)
# 前两行的皇后在哪两列：不同列，也不同斜线
TASKS = [[a, b] for a in COLUMNS for b in COLUMNS if abs(a - b) > 1]
SIZES = [SIZE] * len(TASKS)


def show(name, run):
    start = time.process_time()  # 这个进程用掉的 CPU 时间
    total = sum(run(queens.place, TASKS, SIZES))
    used = time.process_time() - start
    print(f"main：{name}，{total} 种，自己算了 {used:.5f} 秒")


def main():
    show("不用进程池", map)
    with ProcessPoolExecutor() as pool:
        show("用进程池", pool.map)


if __name__ == "__main__":
    main()

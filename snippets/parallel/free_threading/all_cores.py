"""用上所有的核：有 GIL 用几个进程，没有 GIL 用几个线程。

运行：python all_cores.py
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from math import isqrt  # 平方根，去掉小数


def cores():
    """分给这个程序的核有几个；3.12 和更早的，是机器的核。"""
    return getattr(os, "process_cpu_count", os.cpu_count)()


def has_gil():
    ask = getattr(sys, "_is_gil_enabled", None)
    return ask is None or ask()  # 3.12 和更早的总是有


def count_primes(start):
    """只用自己的参数和局部变量，结果用 return 交回。"""
    found = 0
    for n in range(start, start + 5000):
        if all(n % d for d in range(2, isqrt(n) + 1)):
            found += 1  # 从 2 到平方根，没有一个除得尽：质数
    return found


def main():
    kind = ProcessPoolExecutor if has_gil() else ThreadPoolExecutor
    starts = range(2, 40_000, 5000)  # 8 个任务
    with kind(max_workers=cores()) as pool:
        found = sum(pool.map(count_primes, starts))
    print(f"main：{kind.__name__}，{found} 个质数")


if __name__ == "__main__":
    main()

"""几个子解释器一起数质数。

运行：python interp_pool.py
"""

import os
from concurrent.futures import InterpreterPoolExecutor
from math import isqrt  # 平方根，去掉小数


def count_primes(start):
    """从 start 起的 5000 个数里，有几个质数。"""
    found = 0
    for n in range(start, start + 5000):
        if all(n % d for d in range(2, isqrt(n) + 1)):
            found += 1
    return found


def main():
    cores = os.process_cpu_count()  # 分给这个程序的核有几个
    with InterpreterPoolExecutor(max_workers=cores) as pool:
        counts = list(pool.map(count_primes, range(2, 20_000, 5000)))
    print(f"main：{counts}，一共 {sum(counts)} 个质数")


if __name__ == "__main__":
    main()

"""四个线程数质数，加到同一个变量上：加的时候用锁。

运行：python shared_total.py
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from math import isqrt

total = 0
mutex = threading.Lock()


def count_primes(start):
    global total
    found = 0
    for n in range(start, start + 5000):
        if all(n % d for d in range(2, isqrt(n) + 1)):
            found += 1
    with mutex:  # 一段只加一次锁
        total += found
        print(f"从 {start} 起有 {found} 个\n", end="")


def main():
    with ThreadPoolExecutor(max_workers=4) as pool:
        for _ in pool.map(count_primes, range(2, 20_000, 5000)):
            pass  # 取每个结果：任务里的异常在这里抛出
    print(f"main：一共 {total} 个")


if __name__ == "__main__":
    main()

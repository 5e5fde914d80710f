"""计算交给进程：用得上别的核，事件循环也不用等。

运行：python compute.py
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor


def count(limit):
    """从 1 到 limit，有几个质数。"""
    primes = []
    for number in range(2, limit + 1):
        if all(number % prime for prime in primes):
            primes.append(number)
    return len(primes)


async def main(pool):
    loop = asyncio.get_running_loop()
    jobs = [
        loop.run_in_executor(pool, count, limit)
        for limit in (10, 1_000, 5_000)
    ]
    print("main：得到", await asyncio.gather(*jobs))


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2) as pool:
        asyncio.run(main(pool))

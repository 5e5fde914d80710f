"""用全部的核数质数：一段一段地交，结果按次序取回。

运行：python primes.py
"""

from concurrent.futures import ProcessPoolExecutor

STEP = 20_000


def count(start):
    """从 start 起的 STEP 个数里有几个质数。"""
    found = 0
    for number in range(max(start, 2), start + STEP):
        divisors = range(2, int(number**0.5) + 1)
        found += all(number % divisor for divisor in divisors)
    return found


def main():
    starts = range(0, 100_000, STEP)
    with ProcessPoolExecutor() as pool:
        results = pool.map(count, starts)  # 按 starts 的次序
        for start in starts:
            print(f"main：{start} 起的一段有 {next(results)} 个质数")


if __name__ == "__main__":
    main()

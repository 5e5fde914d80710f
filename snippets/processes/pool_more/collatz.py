"""一万以内，哪个数走到 1 的步数最多？做完四分之一报告一次。

运行：python collatz.py
"""

import multiprocessing

STEP = 500
STARTS = range(1, 10_001, STEP)


def steps(number):
    """偶数除以 2，奇数乘 3 加 1，走几步到 1。"""
    count = 0
    while number != 1:
        number = number * 3 + 1 if number % 2 else number // 2
        count += 1
    return count


def longest(start):
    """从 start 起的一段里，最多几步，是哪个数。"""
    return max((steps(n), n) for n in range(start, start + STEP))


def main():
    best = (0, 0)
    with multiprocessing.Pool() as pool:
        results = pool.imap_unordered(longest, STARTS)
        for done in range(1, len(STARTS) + 1):
            best = max(best, results.next(timeout=60))
            if done % 5 == 0:
                print(f"main：做了 {done * STEP} 个")
    print(f"main：是 {best[1]}，{best[0]} 步")


if __name__ == "__main__":
    main()

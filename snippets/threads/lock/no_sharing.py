"""今天的写法：各数各的，用返回值交回结果，不共享就不用锁。

运行：python no_sharing.py
"""

from concurrent.futures import ThreadPoolExecutor


def count(times):
    num = 0
    for _ in range(times):
        num += 1
    return num


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        parts = list(pool.map(count, [200_000, 200_000]))
    print("main：两部分是", parts)
    print("main：合计", sum(parts))


if __name__ == "__main__":
    main()

"""一批任务，一边做一边报告进度，工人死了也不会永远等。

运行：python progress.py
"""

import multiprocessing


def work(number):
    return sum(range(number * 1000))  # 代替真正的计算


def main():
    numbers = range(1, 101)
    total = 0
    with multiprocessing.Pool() as pool:
        results = pool.imap_unordered(work, numbers)
        for done in range(1, len(numbers) + 1):
            # 一分钟没有新的结果，就抛出 TimeoutError
            total += results.next(timeout=60)
            # \r 回到行首，新的一行盖住旧的
            print(f"\rmain：做完 {done} 个", end="", flush=True)
    print()
    print("main：总和是", total)


if __name__ == "__main__":
    main()

"""三个任务各数一段：返回自己的列表，由主进程合在一起。

运行：python digits_pool.py
"""

from concurrent.futures import ProcessPoolExecutor

TEXTS = ["31415926535", "27182818284", "14142135623"]


def count(text):
    return [text.count(str(digit)) for digit in range(10)]


def main():
    counts = [0] * 10
    with ProcessPoolExecutor(max_workers=3) as pool:
        for own in pool.map(count, TEXTS):
            for digit in range(10):
                counts[digit] += own[digit]
    print(f"main：次数是 {counts}")


if __name__ == "__main__":
    main()

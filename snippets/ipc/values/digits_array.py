"""三个进程各数一段：先数在自己的列表里，最后加一次锁。

运行：python digits_array.py
"""

import multiprocessing

TEXTS = ["31415926535", "27182818284", "14142135623"]


def count(text, counts):
    own = [0] * 10
    for digit in text:
        own[int(digit)] += 1
    with counts.get_lock():
        for digit in range(10):
            counts[digit] += own[digit]


def main():
    counts = multiprocessing.Array("q", 10)  # 十个零
    counters = [
        multiprocessing.Process(target=count, args=(text, counts))
        for text in TEXTS
    ]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    print(f"main：次数是 {counts[:]}")


if __name__ == "__main__":
    main()

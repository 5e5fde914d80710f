"""每个工人启动时先准备一次，以后的任务都用得上。

运行：python prepared.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

words = {}


def prepare(number, counter):
    """每个工人启动时执行一次：装好一个大字典。"""
    words.update((n, str(n)) for n in range(number))
    with counter.get_lock():  # 它自己带的锁
        counter.value += 1


def look_up(number):
    return words[number]


def main():
    counter = multiprocessing.Value("i", 0)  # 共享的一个整数
    with ProcessPoolExecutor(
        max_workers=2, initializer=prepare, initargs=(1000, counter)
    ) as pool:
        found = list(pool.map(look_up, range(3, 9)))
    print("main：查到", found)
    print("main：每个工人至多一次？", counter.value <= 2)


if __name__ == "__main__":
    main()

"""两个进程共用一个数，各加一万次；读和写都在锁里。

运行：python add_locked.py
"""

import multiprocessing

TIMES = 10_000


def add(counter):
    for _ in range(TIMES):
        with counter.get_lock():
            counter.value += 1


def main():
    counter = multiprocessing.Value("q", 0)  # 整数，开始是 0
    adders = [
        multiprocessing.Process(target=add, args=(counter,))
        for _ in range(2)
    ]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    print(f"main：应得 {2 * TIMES}，实得 {counter.value}")


if __name__ == "__main__":
    main()

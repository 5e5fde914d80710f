"""错误示范：加一的时候没有拿着锁。

运行：python add_unlocked.py
"""

import multiprocessing

TIMES = 50_000


def add(counter, barrier):
    barrier.wait(timeout=10)  # 两个都到了，才一起开始
    for _ in range(TIMES):
        counter.value += 1


def main():
    counter = multiprocessing.Value("q", 0)
    barrier = multiprocessing.Barrier(2)
    adders = [
        multiprocessing.Process(target=add, args=(counter, barrier))
        for _ in range(2)
    ]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    print(f"main：应得 {2 * TIMES}，实得 {counter.value}")


if __name__ == "__main__":
    main()

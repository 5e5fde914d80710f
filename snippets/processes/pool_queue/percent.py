"""进度：工人每做完十分之一，往回送一个 1。

运行：python percent.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

END = None


def add(q, start):
    total = 0
    for part in range(10):
        begin = start + part * 1000
        total += sum(range(begin, begin + 1000))
        q.put(1)
    return total


def main():
    starts = [0, 10_000]
    done = 0
    with multiprocessing.Manager() as manager:
        q = manager.Queue()
        with ProcessPoolExecutor(max_workers=2) as pool:
            tasks = [pool.submit(add, q, start) for start in starts]
            for task in tasks:
                task.add_done_callback(lambda _: q.put(END))
            for _ in tasks:
                for one in iter(q.get, END):
                    done += one
                    if done % 5 == 0:
                        print(f"main：做了 {done * 100 // 20}%")
            total = sum(task.result() for task in tasks)
    print("main：一共", total, "对吗？", total == sum(range(20_000)))


if __name__ == "__main__":
    main()

"""错误示范：两个进程都通过代理加一，不加锁。

运行：python no_lock.py
"""

import multiprocessing

TIMES = 100


def add(d, both):
    for _ in range(TIMES):
        both.wait(timeout=10)  # 等两个都到了，再一起加
        d["n"] += 1


def main():
    both = multiprocessing.Barrier(2)
    with multiprocessing.Manager() as manager:
        d = manager.dict(n=0)
        workers = [
            multiprocessing.Process(target=add, args=(d, both))
            for _ in range(2)
        ]
        for p in workers:
            p.start()
        for p in workers:
            p.join()
        print("main：应该是", 2 * TIMES, "实际是", d["n"])


if __name__ == "__main__":
    main()

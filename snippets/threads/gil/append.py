"""两个线程都往一个列表里添：不加锁，一个也不丢。

运行：python append.py
"""

import threading

numbers = []
both = threading.Barrier(2)


def add():
    both.wait()
    for i in range(1_000_000):
        numbers.append(i)


def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：应有 2000000 个，实有 {len(numbers)} 个")


if __name__ == "__main__":
    main()

"""二十万个整数在一个共享内存块里，两个工人各把一半乘以二。

运行：python double.py
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory

COUNT = 200_000
SIZE = COUNT * 8


def double(name, start, stop):
    block = SharedMemory(name)
    try:
        with block.buf[:SIZE].cast("q") as numbers:
            for place in range(start, stop):
                numbers[place] *= 2
    finally:
        block.close()


def main():
    half = COUNT // 2
    block = SharedMemory(create=True, size=SIZE)
    try:
        with block.buf[:SIZE].cast("q") as numbers:
            for place in range(COUNT):
                numbers[place] = place
            with ProcessPoolExecutor(max_workers=2) as pool:
                tasks = [
                    pool.submit(double, block.name, 0, half),
                    pool.submit(double, block.name, half, COUNT),
                ]
                for task in tasks:
                    task.result()
            print("main：总和", sum(numbers))
    finally:
        block.unlink()
        block.close()


if __name__ == "__main__":
    main()

"""两个工人各把一张图的一半变成底片；图在共享内存块里。

运行：python negative.py
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory

SIZE = 8_000_000  # 一个点一个字节，0 是黑，255 是白
NEGATIVE = bytes(range(255, -1, -1))  # 0 换成 255，1 换成 254……


def invert(name, start, stop):
    block = SharedMemory(name)  # 连上已经有的块
    try:
        part = bytes(block.buf[start:stop])
        block.buf[start:stop] = part.translate(NEGATIVE)
    finally:
        block.close()  # 我不用了


def main():
    half = SIZE // 2
    block = SharedMemory(create=True, size=SIZE)  # 造一块
    try:
        block.buf[:3] = bytes([0, 100, 255])
        with ProcessPoolExecutor(max_workers=2) as pool:
            tasks = [
                pool.submit(invert, block.name, 0, half),
                pool.submit(invert, block.name, half, SIZE),
            ]
            for task in tasks:
                task.result()
        print("main：开头三个点", list(block.buf[:3]))
        print("main：最后一个点", block.buf[SIZE - 1])
    finally:
        block.unlink()  # 谁都不用了：删掉
        block.close()


if __name__ == "__main__":
    main()

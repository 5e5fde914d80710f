"""两个线程一起计算，停下来等了几次。

运行：python two_threads.py（在 Linux 上，别的系统不按线程来数）
"""

import resource
import time
from concurrent.futures import ThreadPoolExecutor


def stops():
    """这个线程自己停下来等，到现在一共几次。"""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw


def compute(_):
    time.sleep(0.1)  # 两个都启动了，再一起算
    before = stops()
    end = time.thread_time() + 0.2
    while time.thread_time() < end:  # 用掉 0.2 秒 CPU 时间
        for i in range(1000):  # 纯 Python 的计算
            i * i
    return stops() - before


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        total = sum(pool.map(compute, range(2)))
    print(f"main：停下来等，大约 {round(total, -1)} 次")


if __name__ == "__main__":
    main()

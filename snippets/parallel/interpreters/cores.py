"""两个线程，两个子解释器，一起计算各用到几个核。

运行：python cores.py
"""

import statistics
import time
from concurrent.futures import (
    InterpreterPoolExecutor,
    ThreadPoolExecutor,
)
from pathlib import Path


def queued():
    """这个线程排队等操作系统给一个核，一共等了几秒。"""
    try:
        text = Path("/proc/thread-self/schedstat").read_text()
        return int(text.split()[1]) / 1e9
    except OSError:  # 只有 Linux 说得出，别的系统上算 0
        return 0


def compute(_):
    """算 0.1 秒，返回自己用到几个核：最多 1 个。"""
    cpu, start = time.thread_time(), time.perf_counter() - queued()
    end = time.perf_counter() + 0.1
    while time.perf_counter() < end:
        for i in range(1000):  # 纯 Python 的计算
            i * i
    cpu = time.thread_time() - cpu  # 这个线程用掉的 CPU 时间
    return cpu / (time.perf_counter() - queued() - start)


def main():
    for kind in (ThreadPoolExecutor, InterpreterPoolExecutor):
        with kind(max_workers=2) as pool:
            found = [sum(pool.map(compute, range(2))) for _ in range(5)]
        print(f"{kind.__name__}：{statistics.median(found):.1f} 个核")


if __name__ == "__main__":
    main()

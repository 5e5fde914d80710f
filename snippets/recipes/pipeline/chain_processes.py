"""同一条流水线，加工的是进程：用上所有的核。

运行：python chain_processes.py numbers.txt counts.txt
"""

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from chain import run


def work(text):
    """不大于这个数的质数有几个：纯 Python 的计算。"""
    most = int(text)
    if most == 0:  # 代替内存不够，系统杀死了这个进程
        os.kill(os.getpid(), signal.SIGKILL)
    primes = [
        n
        for n in range(2, most + 1)
        if all(n % d for d in range(2, int(n**0.5) + 1))
    ]
    return f"{most} {len(primes)}"


def main():
    # kill 命令也当作 Ctrl-C，不然工人没有人结束
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    source, target = map(Path, sys.argv[1:])
    workers = ProcessPoolExecutor(
        max_workers=2,  # 不写，就是核数
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,  # 工人不理会 Ctrl-C
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        good, bad = run(work, source, target, workers)
    except BrokenProcessPool:
        sys.exit("main：没有写完，一个工人死了")
    except KeyboardInterrupt:
        print("main：停下了，没有写完")
        sys.exit(130)
    except (OSError, UnicodeError) as error:
        sys.exit(f"main：没有做成：{error}")
    print(f"main：写了 {good} 行，坏了 {bad} 行")
    if bad:
        sys.exit(1)


if __name__ == "__main__":
    main()

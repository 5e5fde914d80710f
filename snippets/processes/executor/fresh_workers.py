"""一个工人做完几个任务，就换一个新的进程。

运行：python fresh_workers.py 1（Python 3.11 起）
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor


def work(number):
    return os.getpid()  # 我的进程号


def main():
    limit = int(sys.argv[1])
    with ProcessPoolExecutor(
        max_workers=1, max_tasks_per_child=limit
    ) as pool:
        pids = set(pool.map(work, range(6)))
    print("main：六个任务，用过几个进程？", len(pids))


if __name__ == "__main__":
    main()

"""没有 with，也没有 join：主进程仍然等任务做完才退出。

运行：python executor_waits.py
"""

import time
from concurrent.futures import ProcessPoolExecutor


def worker(number):
    time.sleep(0.2)
    print(f"任务 {number}：做完")


def main():
    pool = ProcessPoolExecutor(max_workers=3)
    for number in range(3):
        pool.submit(worker, number)
    print("main：我的代码执行完了")


if __name__ == "__main__":
    main()

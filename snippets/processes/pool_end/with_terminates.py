"""错误示范：以为 with 会等；Pool 的 with 结束时是 terminate。

运行：python with_terminates.py
"""

import time
from multiprocessing import Pool


def worker():
    time.sleep(60)  # 一分钟的活
    print("任务：做完")


def main():
    with Pool(3) as pool:
        pool.apply_async(worker)
    print("main：with 结束了，任务没有做完")


if __name__ == "__main__":
    main()

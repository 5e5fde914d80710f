"""六个线程做事，其中查数据库的一步，同时最多两个。

运行：python limited.py
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

slots = threading.BoundedSemaphore(2)  # 两个位子


def query(name):
    print(f"{name}：开始查\n", end="")
    time.sleep(0.2)  # 代替查数据库
    print(f"{name}：查完\n", end="")
    return f"{name} 的数据"


def work(name):
    with slots:  # 拿一个位子，没有就等；出来时还
        data = query(name)
    return f"{data} 算好"  # 其余的步骤不用位子


def main():
    names = ["甲", "乙", "丙", "丁", "戊", "己"]
    with ThreadPoolExecutor(max_workers=6) as pool:
        for result in pool.map(work, names):
            print(f"main：{result}了\n", end="")


if __name__ == "__main__":
    main()

"""同时问几个地方，谁先成功就用谁，其余的不再等。

运行：python fastest.py
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch(name, seconds, stop):
    if name == "甲":
        raise OSError("连不上")
    if stop.wait(seconds):
        raise OSError("不用问了")
    return f"{name} 的内容"


def first_of(times):
    """返回最先成功的内容；都失败了，返回 None。"""
    stop = threading.Event()
    jobs = {}
    pool = ThreadPoolExecutor(max_workers=len(times))
    try:
        for name, seconds in times.items():
            jobs[pool.submit(fetch, name, seconds, stop)] = name
        for job in as_completed(jobs):
            try:
                return job.result()
            except OSError as error:
                print(f"main：{jobs[job]} 失败了：{error}")
        return None
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def main():
    answer = first_of({"甲": 0, "乙": 60, "丙": 0.2})
    if answer is None:
        sys.exit("main：都失败了")
    print("main：得到", answer)


if __name__ == "__main__":
    main()

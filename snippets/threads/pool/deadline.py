"""总共只等半秒：没做完的用 Event 请它停下，没开始的取消。

运行：python deadline.py
"""

import threading
from concurrent.futures import ThreadPoolExecutor, wait


def work(seconds, stop):
    if stop.wait(seconds):  # 代替真正的工作，一边做一边看开关
        return "半路停下"
    return "做完了"


def main():
    times = {"甲": 0.1, "乙": 60, "丙": 60, "丁": 60}
    stop = threading.Event()
    jobs = {}
    pool = ThreadPoolExecutor(max_workers=2)
    try:
        for name, seconds in times.items():
            jobs[pool.submit(work, seconds, stop)] = name
        done, not_done = wait(jobs, timeout=0.5)
        print(f"main：{len(done)} 个做完，{len(not_done)} 个没有")
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)
    for job, name in jobs.items():
        if job.cancelled():
            print(f"main：{name} 没有开始")
        else:
            print(f"main：{name} {job.result()}")


if __name__ == "__main__":
    main()

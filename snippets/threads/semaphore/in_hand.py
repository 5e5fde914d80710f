"""很多任务，一次只交几件给线程池：做完一件，才交下一件。

运行：python in_hand.py
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

slots = threading.BoundedSemaphore(4)
in_hand, failed = set(), []  # 交了、还没有做完的；失败的


def work(number):
    time.sleep(0.01)  # 代替真正要做的事
    if number == 13:
        raise ValueError("不做第 13 件")


def finish(job):
    """做完了就调用，多半在工人线程里。"""
    in_hand.discard(job)  # 从集合里去掉
    slots.release()
    if job.exception():
        failed.append(str(job.exception()))


def main():
    most = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for number in range(50):
            slots.acquire()  # 手上有四件就等
            job = pool.submit(work, number)
            in_hand.add(job)
            most = max(most, len(in_hand))
            job.add_done_callback(finish)
    print(f"main：手上最多 {most} 件，失败的 {failed}")


if __name__ == "__main__":
    main()

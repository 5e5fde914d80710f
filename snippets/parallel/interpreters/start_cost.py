"""启动一个线程、子解释器、进程，各要用多少 CPU 时间。

运行：python start_cost.py
"""

import multiprocessing
import resource
import threading
from concurrent import interpreters


def nothing():
    pass


def thread():
    t = threading.Thread(target=nothing)
    t.start()
    t.join()


def interpreter():
    interpreters.create().close()


def process(method):
    context = multiprocessing.get_context(method)
    p = context.Process(target=nothing)
    p.start()
    p.join()


def used():
    """这个进程和它的子进程，一共用了几毫秒 CPU 时间。"""
    seconds = 0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        seconds += usage.ru_utime + usage.ru_stime
    return seconds * 1000


def best(start, *args):
    """启动再结束，做三次，取最少的一次。"""
    costs = []
    for _ in range(3):
        before = used()
        start(*args)
        costs.append(used() - before)
    name = " ".join([start.__name__, *args])
    print(f"{name}：{min(costs):.2f} 毫秒")


def main():
    best(thread)
    best(interpreter)
    best(process, "fork")
    best(process, "spawn")


if __name__ == "__main__":
    main()

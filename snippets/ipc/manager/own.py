"""自己的类交给 Manager 保管：一次加一，一次来回。

运行：python own.py
"""

import multiprocessing
import threading
from multiprocessing.managers import BaseManager

TIMES = 100


class Counter:
    def __init__(self):
        self.n = 0
        self.callers = set()  # 哪些线程来叫过 add
        self.mutex = threading.Lock()

    def add(self):
        with self.mutex:
            self.n += 1
            self.callers.add(threading.get_ident())  # 线程的编号

    def result(self):
        return self.n, len(self.callers)


class OurManager(BaseManager):
    """什么也不改：下面的名字登记在它上面。"""


OurManager.register("Counter", Counter)


def add(counter, both):
    for _ in range(TIMES):
        both.wait(timeout=10)
        counter.add()


def main():
    both = multiprocessing.Barrier(2)
    with OurManager() as manager:
        counter = manager.Counter()
        workers = [
            multiprocessing.Process(target=add, args=(counter, both))
            for _ in range(2)
        ]
        for p in workers:
            p.start()
        for p in workers:
            p.join()
        n, callers = counter.result()
    print("main：应该是", 2 * TIMES, "实际是", n)
    print("main：管理进程里，叫过 add 的线程有", callers)


if __name__ == "__main__":
    main()

"""三种队列：先放先取，后放先取，最小的先取。

运行：python three_kinds.py
"""

import itertools
import queue

ORDERS = [(2, "面"), (1, "药"), (2, "饭")]  # 急不急，是什么


def take_all(q):
    return [q.get() for _ in ORDERS]


def main():
    first, last = queue.Queue(), queue.LifoQueue()
    for _, name in ORDERS:
        first.put(name)
        last.put(name)
    print("main：用 Queue", take_all(first))
    print("main：用 LifoQueue", take_all(last))

    urgent, number = queue.PriorityQueue(), itertools.count()
    for level, name in ORDERS:
        urgent.put((level, next(number), name))  # 0、1、2……
    print("main：用 PriorityQueue", take_all(urgent))


if __name__ == "__main__":
    main()

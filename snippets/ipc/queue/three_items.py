"""一个能放三件东西的队列：先放进去的，先取出来。

运行：python three_items.py
"""

from multiprocessing import Queue


def main():
    q = Queue(3)
    q.put(232)
    q.put("abc")
    q.put([1, 2, 3])
    print("main：取出", q.get())
    print("main：取出", q.get())
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

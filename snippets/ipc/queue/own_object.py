"""哨兵用 None：自己造的对象，过了队列就不是原来那个了。

运行：python own_object.py
"""

from multiprocessing import Queue

END = object()


def main():
    q = Queue()
    q.put(END)
    print("main：取出的是放进去的 END 吗？", q.get() is END)
    q.put(None)
    print("main：取出的是 None 吗？", q.get() is None)


if __name__ == "__main__":
    main()

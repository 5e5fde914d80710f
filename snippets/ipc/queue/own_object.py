"""过了队列的东西是一份副本：哪些哨兵还认得出来？

运行：python own_object.py
"""

from multiprocessing import Queue

END = object()
STOP = " ".join(["no", "more"])


def main():
    q = Queue()
    for item in (END, None, STOP):
        q.put(item)
    print("main：是放进去的那个 object() 吗？", q.get() is END)
    print("main：是 None 吗？", q.get() is None)
    got = q.get()
    print("main：字符串是同一个吗？", got is STOP)
    print("main：字符串相等吗？", got == STOP)


if __name__ == "__main__":
    main()

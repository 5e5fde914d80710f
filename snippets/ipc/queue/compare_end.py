"""东西过了队列是副本：哪几种哨兵还认得出来。

运行：python compare_end.py
"""

from multiprocessing import Queue

OWN = object()
TEXT = "END"


def main():
    q = Queue()
    for end in (None, TEXT, OWN):
        q.put(end)
    data = q.get()
    print("main：None，用 is 比：", data is None)
    data = q.get()
    print("main：字符串，用 is 比：", data is TEXT)
    print("main：字符串，用 == 比：", data == TEXT)
    data = q.get()
    print("main：自己造的对象，用 is 比：", data is OWN)
    print("main：自己造的对象，用 == 比：", data == OWN)


if __name__ == "__main__":
    main()

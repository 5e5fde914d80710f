"""错误示范：放进去一个不能序列化的对象，它会丢。

运行：python not_picklable.py
"""

import threading
from multiprocessing import Queue


def main():
    q = Queue()
    q.put(threading.Lock())
    q.put("abc")
    print("main：取出", q.get(timeout=10))


if __name__ == "__main__":
    main()

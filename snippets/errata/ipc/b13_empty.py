"""错误示范：刚放进去一件，就用 q.empty() 判断。

运行：python b13_empty.py
"""

import threading
from multiprocessing import Queue

checked = threading.Event()


class Slow:
    """序列化时先等 main 看完队列。"""

    def __reduce__(self):
        checked.wait()
        return str, ("hello",)


def main():
    q = Queue(3)
    q.put(Slow())
    print("main：put 返回了，q.empty() 是", q.empty())
    checked.set()
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

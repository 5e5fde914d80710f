"""故意写错：以为 put 返回了，东西就在队列里了。

运行：python b12_empty.py
"""

import threading
from multiprocessing import Queue

checked = threading.Event()


class Slow:
    """打包时先等 main 看完队列。"""

    def __reduce__(self):
        checked.wait()
        return int, (232,)


def main():
    q = Queue(3)
    q.put(Slow())
    print("main：put 返回了，q.empty() 是", q.empty())
    checked.set()
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

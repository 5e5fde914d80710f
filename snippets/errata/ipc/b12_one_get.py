"""笔记说“等待提取清空”，其实取走一件就够了。

运行：python b12_one_get.py
"""

import threading
from multiprocessing import Queue


def main():
    q = Queue(3)
    q.put(232)
    q.put("abc")
    q.put([1, 2, 3])
    t = threading.Thread(target=q.put, args=("cc",))
    t.start()
    print(q.get())
    t.join()
    print("main：取走一件，cc 就放进去了，还有三件没取")
    print(q.get())
    print(q.get())
    print(q.get())


if __name__ == "__main__":
    main()

"""错误示范：东西很小，先 join 也不会卡住，错误藏起来了。

运行：python join_small.py
"""

import multiprocessing


def producer(q):
    q.put("小")


def main():
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=producer, args=(q,))
    p.start()
    p.join()
    print("main：它结束了，退出状态", p.exitcode)
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

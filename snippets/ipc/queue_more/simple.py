"""SimpleQueue：put 返回，东西就已经在管道里。

运行：python simple.py
"""

import multiprocessing
import os
import threading


def first(q, returned):
    q.put("甲的")
    returned.set()  # 甲的 put 返回了
    os._exit(3)  # 模拟突然没了


def second(q, returned):
    returned.wait(timeout=10)
    q.put("乙的")


def main():
    q = multiprocessing.SimpleQueue()
    returned = multiprocessing.Event()
    workers = [
        multiprocessing.Process(
            target=each, args=(q, returned), daemon=True
        )
        for each in (first, second)
    ]
    for p in workers:
        p.start()
    for p in workers:
        p.join()
    print("main：退出状态", [p.exitcode for p in workers])
    print("main：取出", q.get(), q.get())
    try:
        q.put(threading.Lock())
    except TypeError as error:
        print(f"main：放不进去：{error}")
    q.close()


if __name__ == "__main__":
    main()

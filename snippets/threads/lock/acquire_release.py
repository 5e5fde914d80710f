"""锁的三部曲：定义锁，加锁，解锁。

运行：python acquire_release.py
"""

import threading

g_num = 0
mutex = threading.Lock()  # 1. 定义锁


def add():
    global g_num
    for _ in range(100_000):
        mutex.acquire()  # 2. 加锁
        g_num += 1
        mutex.release()  # 3. 解锁


def main():
    t1 = threading.Thread(target=add)
    t2 = threading.Thread(target=add)
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print(f"main：活着 {threading.enumerate()}")
    print(f"main：应得 200000，实得 {g_num}")


if __name__ == "__main__":
    main()

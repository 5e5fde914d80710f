"""有锁：同样的加法，读、算、写一气做完，一次也不丢。

运行：python with_lock.py
"""

import threading

g_num = 0
TIMES = 1_000_000
mutex = threading.Lock()


def plus_one(value):
    return value + 1


def add():
    global g_num
    for _ in range(TIMES):
        with mutex:
            g_num = plus_one(g_num)


def main():
    t1 = threading.Thread(target=add)
    t2 = threading.Thread(target=add)
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print(f"main：应得 {2 * TIMES}，实得 {g_num}")


if __name__ == "__main__":
    main()

"""没有锁：各加 100 万次，读和写之间隔着一次函数调用。

运行：python no_lock.py
"""

import threading

g_num = 0
TIMES = 1_000_000


def plus_one(value):
    return value + 1


def add():
    global g_num
    for _ in range(TIMES):
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

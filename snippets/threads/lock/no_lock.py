"""错误示范：没有锁，读和写之间隔着一次函数调用。

运行：python no_lock.py
"""

import threading

g_num = 0


def plus_one(value):
    return value + 1


def add():
    global g_num
    for _ in range(1_000_000):
        g_num = plus_one(g_num)


def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：应得 2000000，实得 {g_num}")


if __name__ == "__main__":
    main()

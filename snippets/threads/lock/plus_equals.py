"""没有锁的 g_num += 1：写法是一行，也没有谁保证它不丢。

运行：python plus_equals.py
"""

import threading

g_num = 0
TIMES = 1_000_000
both = threading.Barrier(2)


def add():
    global g_num
    both.wait()  # 两个线程都在了，一起开始
    for _ in range(TIMES):
        g_num += 1


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

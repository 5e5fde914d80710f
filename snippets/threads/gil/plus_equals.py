"""错误示范：没有锁的 g_num += 1。

运行：python plus_equals.py
"""

import threading

g_num = 0
both = threading.Barrier(2)


def add():
    global g_num
    both.wait()  # 两个线程都到了，一起开始
    for _ in range(1_000_000):
        g_num += 1


def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：应得 2000000，实得 {g_num}")


if __name__ == "__main__":
    main()

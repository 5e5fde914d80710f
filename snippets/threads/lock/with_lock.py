"""两个线程各加十万次，用一把锁护住，一次也不丢。

运行：python with_lock.py
"""

import threading

g_num = 0
mutex = threading.Lock()  # 只有这一把，大家都用它


def add():
    global g_num
    for _ in range(100_000):
        with mutex:
            g_num += 1


def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：应得 200000，实得 {g_num}")


if __name__ == "__main__":
    main()

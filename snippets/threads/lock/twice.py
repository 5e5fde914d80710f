"""同一个线程把一把锁拿两次：Lock 拿不到，RLock 拿得到。

运行：python twice.py
"""

import threading


def take_twice(lock):
    with lock:
        again = lock.acquire(timeout=0.1)
        if again:
            lock.release()  # 拿了几次，就要放几次
    return again


def main():
    print("main：Lock 拿到第二次了吗？", take_twice(threading.Lock()))
    print("main：RLock 拿到第二次了吗？", take_twice(threading.RLock()))


if __name__ == "__main__":
    main()

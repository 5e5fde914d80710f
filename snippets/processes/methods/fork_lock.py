"""错误示范：别的线程拿着锁时 fork，子进程里的锁永远不会放开。

运行：python fork_lock.py（Linux 或 macOS，Windows 没有 fork）
"""

import multiprocessing
import threading

mutex = threading.Lock()
held, over = threading.Event(), threading.Event()


def hold():
    with mutex:
        held.set()
        over.wait()


def sing():
    print("sing：这里的线程有", threading.active_count(), "个")
    if not mutex.acquire(timeout=0.5):
        print("sing：等了 0.5 秒，锁没有放开")


def main():
    t = threading.Thread(target=hold)
    t.start()
    held.wait()
    print("main：这里的线程有", threading.active_count(), "个")
    p = multiprocessing.get_context("fork").Process(target=sing)
    try:
        p.start()
    finally:
        over.set()
        t.join()
    print("main：那个线程放开了锁，结束了")
    p.join()


if __name__ == "__main__":
    main()

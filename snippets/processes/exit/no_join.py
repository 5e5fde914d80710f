"""没有写 join：主进程的代码执行完了，仍然等子进程结束才退出。

运行：python no_join.py
"""

import multiprocessing
import time


def sing(started, go):
    started.set()
    go.wait()
    time.sleep(0.2)
    alive = multiprocessing.parent_process().is_alive()
    print("sing：我唱完了，主进程还在吗？", alive)


def main():
    started = multiprocessing.Event()
    go = multiprocessing.Event()
    p = multiprocessing.Process(target=sing, args=(started, go))
    p.start()
    started.wait()
    print("main：我的代码执行完了")
    go.set()


if __name__ == "__main__":
    main()

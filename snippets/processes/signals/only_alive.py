"""错误示范：只问 is_alive。fork 的子进程有弟弟时，它说错了。

运行：python only_alive.py（Linux）
"""

import multiprocessing
import os
import signal
import time

fork = multiprocessing.get_context("fork")


def sing(ready, asked):
    parent = multiprocessing.parent_process()
    ready.set()
    while os.getppid() == parent.pid:
        time.sleep(0.05)
    print("sing：我的父进程换了，main 已经不在")
    print("sing：is_alive 说它还在吗？", parent.is_alive())
    asked.set()  # dance 可以走了
    parent.join()
    print("sing：dance 走了，现在呢？", parent.is_alive())


def dance(ready, asked):
    ready.wait()
    os.kill(os.getppid(), signal.SIGKILL)  # 杀死 main
    asked.wait()


def main():
    events = fork.Event(), fork.Event()
    fork.Process(target=sing, args=events).start()
    fork.Process(target=dance, args=events).start()


if __name__ == "__main__":
    main()

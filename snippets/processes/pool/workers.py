"""工人是谁：它们是主进程直接的子进程，而且是守护进程。

运行：python workers.py
"""

import multiprocessing
import os


def who_is_parent():
    return multiprocessing.parent_process().pid


def main():
    with multiprocessing.Pool(3) as pool:
        parent = pool.apply(who_is_parent)
        print("工人的父进程是 main 吗？", parent == os.getpid())
        for child in multiprocessing.active_children():
            print("main：我的一个子进程，守护进程？", child.daemon)


if __name__ == "__main__":
    main()

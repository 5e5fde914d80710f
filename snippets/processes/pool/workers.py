"""工人是谁：启动它们的是主进程，它们是守护进程。

运行：python workers.py
"""

import multiprocessing
import os


def who_is_parent():
    return multiprocessing.parent_process().pid


def main():
    with multiprocessing.Pool(3) as pool:
        parent = pool.apply(who_is_parent)
        print("启动工人的是 main 吗？", parent == os.getpid())
        for child in multiprocessing.active_children():
            print("main：我的一个子进程，守护进程？", child.daemon)


if __name__ == "__main__":
    main()

"""笔记打印的“我是进程:1”，其实是任务的编号。

运行：python b10_task_number.py
"""

import os
from multiprocessing import Pool


def worker(msg):
    print("我是进程:%d" % msg)
    return os.getpid()


def main():
    po = Pool(1)
    pids = po.map(worker, range(4))
    po.close()
    po.join()
    print("main：进程号一共有", len(set(pids)), "个")


if __name__ == "__main__":
    main()

"""错误示范：没有 po.join()，任务刚开始，工人就被结束了。

运行：python b10_no_join.py
"""

import time
from multiprocessing import Barrier, Pool


def prepare(barrier):
    global both_here
    both_here = barrier


def worker(msg):
    print("任务", msg, "开始执行")
    both_here.wait()  # 任务和 main 在这里会合
    time.sleep(60)
    print("任务", msg, "执行完毕")


def main():
    barrier = Barrier(2)
    po = Pool(3, prepare, (barrier,))
    po.apply_async(worker, (0,))
    po.close()
    barrier.wait()
    print("---------pool end----------")


if __name__ == "__main__":
    main()

"""错误示范：不用 Manager 的队列，任务没有执行，也没有人报错。

运行：python b11_plain_queue_lost.py
"""

import multiprocessing


def worker(q):
    print("工人：开始执行")
    q.put("工人：放进队列")


def main():
    q = multiprocessing.Queue()
    po = multiprocessing.Pool(3)
    po.apply_async(worker, (q,))
    po.close()
    po.join()
    print("---------pool end----------")


if __name__ == "__main__":
    main()

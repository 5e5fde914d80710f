"""错误示范：同一个程序，加上 get()，错误露了出来。

运行：python b11_plain_queue.py
"""

import multiprocessing


def worker(q):
    print("工人：开始执行")
    q.put("工人：放进队列")


def main():
    q = multiprocessing.Queue()
    po = multiprocessing.Pool(3)
    result = po.apply_async(worker, (q,))
    po.close()
    po.join()
    result.get()
    print("---------pool end----------")


if __name__ == "__main__":
    main()

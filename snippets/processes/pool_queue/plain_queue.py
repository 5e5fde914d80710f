"""错误示范：把普通的 Queue 当参数交给进程池。

运行：python plain_queue.py
"""

import multiprocessing


def sing(q):
    q.put("sing：唱完了")


def main():
    q = multiprocessing.Queue()
    with multiprocessing.Pool(3) as pool:
        result = pool.apply_async(sing, (q,))
        result.wait()
        print("main：任务结束了")
        result.get()


if __name__ == "__main__":
    main()

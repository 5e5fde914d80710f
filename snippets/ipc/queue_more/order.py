"""甲的 put 返回以后，乙才 put：先取出谁的？

运行：python order.py
"""

import multiprocessing


class Big:
    """很大的一件：乙送完了，它还没有序列化好。"""

    def __init__(self, sent):
        self.sent = sent

    def __reduce__(self):  # 序列化时由 pickle 调用
        self.sent.wait(timeout=10)
        return str, ("甲的",)  # 到了那头，是 str("甲的")


def first(q, put, sent):
    q.put(Big(sent))
    put.set()


def second(q, put, sent):
    put.wait(timeout=10)
    q.put("乙的")
    q.close()  # 我不再放了
    q.join_thread()  # 等后台发送线程送完
    sent.set()


def main():
    q = multiprocessing.Queue()
    events = multiprocessing.Event(), multiprocessing.Event()
    workers = [
        multiprocessing.Process(target=each, args=(q, *events))
        for each in (first, second)
    ]
    for p in workers:
        p.start()
    for _ in workers:
        print("main：取出", q.get(timeout=10))
    for p in workers:
        p.join()


if __name__ == "__main__":
    main()

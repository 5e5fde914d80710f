"""甲的 put 返回以后，乙才 put：先取出谁的？

运行：python order.py
"""

import multiprocessing


class Big:
    """代替很大的一件：乙送完了，它才序列化好。"""

    def __init__(self, sent):
        self.sent = sent

    def __reduce__(self):  # 序列化时由 pickle 调用
        self.sent.wait(timeout=10)
        return str, ("甲的",)  # 到了那头，是 str("甲的")


def first(q, returned, sent):
    q.put(Big(sent))
    returned.set()  # 甲的 put 返回了


def second(q, returned, sent):
    returned.wait(timeout=10)
    q.put("乙的")
    q.close()  # 我不再放了
    q.join_thread()  # 等后台发送线程送完
    sent.set()


def main():
    q = multiprocessing.Queue()
    returned = multiprocessing.Event()
    sent = multiprocessing.Event()
    workers = [
        multiprocessing.Process(target=each, args=(q, returned, sent))
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

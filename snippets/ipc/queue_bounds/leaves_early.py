"""错误示范：消费者看见 q.empty() 就走，生产者卡在 put。

运行：python leaves_early.py
"""

import multiprocessing


def consumer(q):
    while True:
        print("consumer：取出", q.get())
        if q.empty():
            print("consumer：队列空了，我走了")
            break


def main():
    q = multiprocessing.Queue(3)
    p = multiprocessing.Process(target=consumer, args=(q,))
    p.start()
    q.put(1)
    p.join()  # 第 2 件来得慢，这期间消费者走了
    for number in range(2, 11):
        print("main：放第", number, "件")
        q.put(number, timeout=0.5)  # 不限时的话，就一直等下去


if __name__ == "__main__":
    main()

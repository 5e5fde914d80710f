"""消费者只看哨兵，空了就等，十件都收到。

运行：python waits_for_end.py
"""

import multiprocessing
import time

END = None


def consumer(q):
    while True:
        item = q.get()
        if item is END:
            print("consumer：收到哨兵，我走了")
            break
        print("consumer：取出", item)


def main():
    q = multiprocessing.Queue(3)
    p = multiprocessing.Process(target=consumer, args=(q,))
    p.start()
    try:
        for number in range(1, 11):
            q.put(number)
            time.sleep(0.02)  # 来得慢，队列常常是空的
    finally:
        q.put(END)
        p.join()
    print("main：十件都放进去了，消费者结束")


if __name__ == "__main__":
    main()

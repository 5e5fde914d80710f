"""错误示范：消费者一见 empty() 就走，取到几件看运气。

运行：python lucky.py
"""

import multiprocessing
import random
import time


def consumer(q):
    count = 0
    while True:
        q.get()
        count += 1
        time.sleep(random.random() / 15)  # 处理一件要多久，每次不一样
        if q.empty():
            break
    print("consumer：取了", count, "件就走了")


def main():
    q = multiprocessing.Queue(3)
    p = multiprocessing.Process(target=consumer, args=(q,))
    p.start()
    for song in ["茉莉花", "小星星", "送别", "康定情歌"]:
        time.sleep(random.random() / 17)  # 下载一件要多久，也不一样
        q.put(song)
    p.join()


if __name__ == "__main__":
    main()

"""生产者和消费者是两个子进程，哨兵表示结束。

运行：python download.py
"""

import multiprocessing
import time

END = None


def recv(q):
    try:
        for data in ["hello", "world", "123"]:
            time.sleep(0.05)  # 下载要时间
            print("recv：放进", data)
            q.put(data)
    finally:
        q.put(END)


def handle(q):
    handled = []
    while True:
        data = q.get()
        if data is END:
            break
        print("handle：取出", data)
        time.sleep(0.03)  # 处理也要时间
        handled.append(data)
    print("handle：收到哨兵，一共是", handled)


def main():
    q = multiprocessing.Queue(3)
    p1 = multiprocessing.Process(target=recv, args=(q,))
    p2 = multiprocessing.Process(target=handle, args=(q,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    print("main：两个进程都结束了")


if __name__ == "__main__":
    main()

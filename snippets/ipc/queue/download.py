"""生产者和消费者：一个进程下载，一个进程处理，哨兵表示结束。

运行：python download.py
"""

import multiprocessing
import time

END = None  # 哨兵：放在最后，表示后面没有了


def recv(q):
    try:
        for data in ["hello", "world", "123"]:
            time.sleep(0.05)  # 代替真正的下载
            print("recv：放进", data)
            q.put(data)
    finally:
        q.put(END)  # 下载出错也要放


def handle(q):
    handled = []
    while True:
        data = q.get()
        if data is END:
            break
        print("handle：取出", data)
        time.sleep(0.03)  # 代替真正的处理
        handled.append(data)
    print("handle：收到哨兵，一共是", handled)


def main():
    q = multiprocessing.Queue(3)  # 最多暂存三件
    p1 = multiprocessing.Process(target=recv, args=(q,))
    p2 = multiprocessing.Process(target=handle, args=(q,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    print("main：退出状态", p1.exitcode, p2.exitcode)


if __name__ == "__main__":
    main()

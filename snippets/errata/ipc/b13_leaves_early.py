"""错误示范：后面的数据来得慢，handle 看见空队列就走了。

运行：python b13_leaves_early.py
"""

import multiprocessing


def recv(q, left):
    received_data = ["hello", "world", "123"]
    for i in received_data:
        q.put(i)
        left.wait()  # 下一份来得慢：handle 走了才到


def handle(q):
    handled_data = list()
    while True:
        tmp = q.get()
        handled_data.append(tmp)
        if q.empty():
            break
    print("handle：处理了", handled_data)


def main():
    q = multiprocessing.Queue(3)
    left = multiprocessing.Event()
    p1 = multiprocessing.Process(target=recv, args=(q, left))
    p2 = multiprocessing.Process(target=handle, args=(q,))
    p1.start()
    p2.start()
    p2.join()
    left.set()
    p1.join()
    print("main：没有人处理的", q.get(), q.get())


if __name__ == "__main__":
    main()

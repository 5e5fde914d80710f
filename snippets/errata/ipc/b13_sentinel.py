"""改好了：recv 最后放一个哨兵，handle 取到它才走。

运行：python b13_sentinel.py
"""

import multiprocessing


def recv(q):
    for i in range(1, 11):
        q.put(i)
    q.put(None)


def handle(q):
    handled_data = list()
    while True:
        tmp = q.get()
        if tmp is None:
            break
        handled_data.append(tmp)
    print("handle：处理了", handled_data)


def main():
    q = multiprocessing.Queue(3)
    p1 = multiprocessing.Process(target=recv, args=(q,))
    p2 = multiprocessing.Process(target=handle, args=(q,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    print("main：recv 的退出状态", p1.exitcode)


if __name__ == "__main__":
    main()

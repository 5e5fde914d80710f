"""错误示范：数据有十份，handle 走了，recv 卡在 put 里。

运行：python b13_sticks.py
"""

import multiprocessing


def recv(q, left, full):
    for i in range(1, 11):
        if i == 5:
            print("recv：2、3、4 没有人取，再放 5")
            full.set()
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
    left, full = multiprocessing.Event(), multiprocessing.Event()
    p1 = multiprocessing.Process(target=recv, args=(q, left, full))
    p2 = multiprocessing.Process(target=handle, args=(q,))
    p1.start()
    p2.start()
    p2.join()
    left.set()
    full.wait()
    p1.join(0.5)
    print("main：等了 0.5 秒，recv 还活着吗？", p1.is_alive())
    p1.terminate()
    p1.join()
    print("main：只好结束它，退出状态", p1.exitcode)


if __name__ == "__main__":
    main()

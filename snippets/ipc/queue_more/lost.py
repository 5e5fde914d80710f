"""错误示范：放了东西，却不等它送完。

运行：python lost.py
"""

import multiprocessing
import queue

COUNT = 20_000


def producer(q):
    q.cancel_join_thread()  # 结束时不等后台发送线程
    for number in range(COUNT):
        q.put(number)


def main():
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=producer, args=(q,), daemon=True)
    p.start()
    p.join()
    print("main：它结束了，退出状态", p.exitcode)
    got = 0
    try:
        while True:
            q.get(timeout=0.5)
            got += 1
    except queue.Empty:
        print("main：两万件都到了吗？", got == COUNT)


if __name__ == "__main__":
    main()

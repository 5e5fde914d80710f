"""生产者没放哨兵就没了：每次最多等 0.5 秒，看它还在不在。

运行：python killed.py
"""

import multiprocessing
import os
import queue

END = None


def recv(q, taken):
    q.put("hello")
    taken.wait(timeout=10)
    os._exit(3)  # 模拟突然没了：finally 也不会执行


def take(q, p):
    while True:
        alive = p.is_alive()  # 先看它，再去取
        try:
            return q.get(timeout=0.5)
        except queue.Empty:
            if not alive:
                raise EOFError("recv 没放哨兵就没了") from None


def main():
    q = multiprocessing.Queue(3)
    taken = multiprocessing.Event()
    p = multiprocessing.Process(
        target=recv, args=(q, taken), daemon=True
    )
    p.start()
    try:
        while (data := take(q, p)) is not END:
            print("main：取出", data)
            taken.set()
    except EOFError as error:
        print(f"main：出错了：{error}")
    p.join()
    print("main：它的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

"""错误示范：生产者送到一半就没了，get 的期限不管用。

运行：python half.py
"""

import multiprocessing
import os
import threading
import time


def recv(q):
    q.put("大" * 1_000_000)  # 管道装不下，只送了一半
    time.sleep(1)
    os._exit(3)  # 模拟突然没了


def main():
    q = multiprocessing.Queue(3)
    p = multiprocessing.Process(target=recv, args=(q,), daemon=True)
    p.start()
    p.join()
    t = threading.Thread(
        target=q.get, kwargs={"timeout": 0.5}, daemon=True
    )
    t.start()
    t.join(timeout=2)
    print("main：recv 没了，退出状态是", p.exitcode)
    print("main：2 秒了，限时 0.5 秒的 get 还在等吗？", t.is_alive())


if __name__ == "__main__":
    main()

"""错误示范：没有拿到位子的，也还了一个，位子越来越多。

运行：python too_many.py，或者 python too_many.py bounded
"""

import sys
import threading
import time


def visit(name, slots):
    try:
        if slots.acquire(timeout=0.1):
            print(f"{name}：进来了")
            time.sleep(2)
        else:
            print(f"{name}：等不到，走了")
    finally:
        slots.release()  # 走了的也还


def main():
    if sys.argv[1:] == ["bounded"]:
        slots = threading.BoundedSemaphore(2)
    else:
        slots = threading.Semaphore(2)
    threads = []
    for name in ("甲", "乙", "丙", "丁"):
        t = threading.Thread(
            target=visit, args=(name, slots), name=name
        )
        t.start()
        t.join(timeout=0.4)  # 让他进来，或者走
        threads.append(t)
    count = sum(t.is_alive() for t in threads)
    print(f"main：两个位子，里面有 {count} 个人")
    for t in threads:
        t.join()
    free = 0
    while slots.acquire(blocking=False):
        free += 1
    print(f"main：都走了，空位子有 {free} 个")


if __name__ == "__main__":
    main()

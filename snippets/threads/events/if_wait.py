"""错误示范：醒来不再看一遍，一份面叫醒了两个人。

运行：python if_wait.py
"""

import threading

noodles = []
changed = threading.Condition()


def guest(sitting):
    with changed:
        sitting.set()
        if not noodles:
            changed.wait()
        print("客人：拿到", noodles.pop())


def main():
    events = [threading.Event() for _ in range(2)]
    threads = [
        threading.Thread(target=guest, args=(sitting,), name="客人")
        for sitting in events
    ]
    for t in threads:
        t.start()
    for sitting in events:
        sitting.wait()
    with changed:  # 拿得到锁：两个都已经在 wait 里
        noodles.append("面")
        changed.notify_all()
    for t in threads:
        t.join()


if __name__ == "__main__":
    main()

"""用 with 加锁：出了异常，锁照样放开。

运行：python with_release.py
"""

import threading

scores = {"甲": 0}
mutex = threading.Lock()


def add(name):
    print(f"{name}：等锁")
    with mutex:
        scores[name] += 1  # scores 里没有乙
    print(f"{name}：加好了")


def main():
    for name in ("甲", "乙", "甲"):
        t = threading.Thread(target=add, args=(name,))
        t.start()
        t.join()
    print("main：锁着吗？", mutex.locked())


if __name__ == "__main__":
    main()

"""错误示范：加锁之后出了异常，release 没有执行。

运行：python forgot_release.py
"""

import threading

scores = {"甲": 0}
mutex = threading.Lock()


def add(name):
    print(f"{name}：等锁")
    if not mutex.acquire(timeout=0.2):
        print(f"{name}：等了 0.2 秒，锁一直没有放开")
        return
    scores[name] += 1  # scores 里没有乙
    mutex.release()
    print(f"{name}：加好了")


def main():
    for name in ("甲", "乙", "甲"):
        t = threading.Thread(target=add, args=(name,))
        t.start()
        t.join()
    print("main：锁着吗？", mutex.locked())


if __name__ == "__main__":
    main()

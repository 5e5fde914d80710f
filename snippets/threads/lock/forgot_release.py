"""错误示范：加锁以后出了异常，release 没有执行。

运行：python forgot_release.py
"""

import threading

scores = {"甲": 0}
mutex = threading.Lock()


def add(name):
    if not mutex.acquire(timeout=0.5):
        print(f"{name}：等了 0.5 秒，锁一直没有放开")
        return
    scores[name] += 1  # scores 里没有乙
    mutex.release()
    print(f"{name}：加好了")


def main():
    for name in ("甲", "乙", "甲"):
        t = threading.Thread(target=add, args=(name,), name=name)
        t.start()
        t.join()
    print(f"main：还锁着吗？{mutex.locked()}")


if __name__ == "__main__":
    main()

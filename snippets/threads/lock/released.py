"""拿着锁出了异常：with 会放开锁，finally 也会。

运行：python released.py
"""

import threading

scores = {"甲": 0}
mutex = threading.Lock()


def add_with(name):
    with mutex:
        scores[name] += 1


def add_finally(name):
    if not mutex.acquire(timeout=1):  # 最多等一秒
        raise TimeoutError("等了一秒，拿不到锁")
    try:
        scores[name] += 1
    finally:
        mutex.release()


def main():
    for add in (add_with, add_finally):
        try:
            add("乙")  # scores 里没有乙
        except KeyError as error:
            print(f"main：{add.__name__} 出错：{error!r}")
        print(f"main：还锁着吗？{mutex.locked()}")


if __name__ == "__main__":
    main()

"""错误示范：一共两个位子，两个人各拿一个，又都要第二个。

运行：python two_each.py
"""

import threading

slots = threading.BoundedSemaphore(2)
both = threading.Barrier(2)


def work(name):
    with slots:
        both.wait()  # 两个人都拿到了第一个
        if slots.acquire(timeout=1):
            slots.release()
            print(f"{name}：拿到第二个\n", end="")
        else:
            print(f"{name}：等了 1 秒，没有第二个\n", end="")
        both.wait()


def main():
    threads = [
        threading.Thread(target=work, args=(name,))
        for name in ("甲", "乙")
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


if __name__ == "__main__":
    main()

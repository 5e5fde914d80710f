"""守护线程：主线程一走，它在半路被丢下，finally 也不执行。

运行：python daemon.py
"""

import threading


def sing(started):
    try:
        print("sing：开始唱，没人叫停就一直唱")
        started.set()
        threading.Event().wait()  # 没有人会打开它：一直等
    finally:
        print("sing：收拾麦克风")


def main():
    started = threading.Event()
    t = threading.Thread(target=sing, args=(started,), daemon=True)
    t.start()
    started.wait()
    print("main：我走了，不等它")


if __name__ == "__main__":
    main()

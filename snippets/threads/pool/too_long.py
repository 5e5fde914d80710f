"""等结果可以限时；正在做的取消不了，排队的可以。

运行：python too_long.py
"""

import threading
from concurrent import futures


def work(go_on):
    go_on.wait()  # 代替要做很久的事
    return "做完了"


def main():
    go_on = threading.Event()
    with futures.ThreadPoolExecutor(max_workers=1) as pool:
        first = pool.submit(work, go_on)
        second = pool.submit(work, go_on)
        try:
            first.result(timeout=0.2)
        except futures.TimeoutError:
            print("main：等了 0.2 秒，第一个还没有做完")
        print("main：第一个取消得了吗？", first.cancel())
        print("main：第二个取消得了吗？", second.cancel())
        go_on.set()
        print("main：再等第一个，", first.result())
        try:
            second.result()
        except futures.CancelledError:
            print("main：第二个没有结果，它取消了")


if __name__ == "__main__":
    main()

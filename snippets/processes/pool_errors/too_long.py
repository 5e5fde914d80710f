"""等结果可以限时；到了时间，任务还在做。

运行：python too_long.py
"""

import time
from concurrent import futures


def worker():
    time.sleep(1)
    return "做完了"


def main():
    with futures.ProcessPoolExecutor(max_workers=1) as pool:
        future = pool.submit(worker)
        try:
            future.result(timeout=0.2)
        except futures.TimeoutError:
            print("main：等了 0.2 秒，还没有做完")
        print("main：取消得了吗？", future.cancel())
        print("main：再等，", future.result())


if __name__ == "__main__":
    main()

"""按 Ctrl-C：没有送出去的任务不做了，等送出去的做完，再结束。

运行：python ctrl_c.py，中途按 Ctrl-C；再按一次就不等了
"""

import multiprocessing
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor


def prepare():
    """工人不理会 Ctrl-C，由主进程决定怎样结束。"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def worker(number):
    time.sleep(0.5)  # 代替真正的工作
    return number * number


def main():
    pool = ProcessPoolExecutor(max_workers=2, initializer=prepare)
    try:
        for result in pool.map(worker, range(100)):
            print("main：结果", result)
    except KeyboardInterrupt:
        print("main：不再送新的，等送出去的做完")
        try:
            pool.shutdown(cancel_futures=True)
        except KeyboardInterrupt:  # 又按了一次：不等了
            for each in multiprocessing.active_children():
                each.kill()
        sys.exit(130)  # finally 之后才退出
    finally:
        pool.shutdown(cancel_futures=True)  # 别的异常，也等


if __name__ == "__main__":
    main()

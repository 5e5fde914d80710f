"""Ctrl-C 送到每一个进程，所以每个进程都要接住它。

运行：python ctrl_c.py，按 Ctrl-C 停止
"""

import multiprocessing
import time


def sing():
    try:
        print("sing：开始唱")
        time.sleep(3600)
    except KeyboardInterrupt:
        print("sing：收到 Ctrl-C，停下")


def main():
    p = multiprocessing.Process(target=sing, name="sing")
    p.start()
    try:
        print("main：按 Ctrl-C 停止")
        p.join()
    except KeyboardInterrupt:
        p.join(timeout=5)  # 等它收拾完
        if p.is_alive():
            p.kill()  # 它没有收到，或者停不下来
            p.join()
        print("main：sing 停了，我也结束")


if __name__ == "__main__":
    main()

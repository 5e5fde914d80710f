"""故意写错：只有主进程准备了 Ctrl-C，子进程打印一大段 Traceback。

运行：python ctrl_c_traceback.py，按 Ctrl-C 停止
"""

import multiprocessing
import time


def sing():
    print("sing：开始唱")
    while True:
        time.sleep(1)


def main():
    p = multiprocessing.Process(target=sing, name="sing")
    try:
        p.start()
        print("main：按 Ctrl-C 停止")
        p.join()
    except KeyboardInterrupt:
        p.join()
        print("main：sing 停了，我也结束")


if __name__ == "__main__":
    main()

"""错误示范：只有主进程接住了 Ctrl-C，子进程打印一大段 Traceback。

运行：python ctrl_c_traceback.py，按 Ctrl-C 停止
"""

import multiprocessing
import time


def sing():
    print("sing：开始唱")
    time.sleep(3600)


def main():
    p = multiprocessing.Process(target=sing, name="sing")
    p.start()
    try:
        print("main：按 Ctrl-C 停止")
        p.join()
    except KeyboardInterrupt:
        p.join()
        print("main：sing 停了，我也结束")


if __name__ == "__main__":
    main()

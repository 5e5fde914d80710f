"""错误示范：注释讲了 args，调用里却没有，temp 没人给。

运行：python b09_no_args.py
"""

import multiprocessing


def sing(temp):
    print("sing：收到", temp)


def main():
    t1 = multiprocessing.Process(target=sing, name="sing")
    t1.start()
    t1.join()
    print("main：sing 的退出状态是", t1.exitcode)


if __name__ == "__main__":
    main()

"""错误示范：args=(g_num) 不是元组，创建进程时就失败。

运行：python args_not_tuple.py
"""

import multiprocessing

g_num = 100.0


def sing(temp):
    print("sing：收到", temp)


def main():
    p = multiprocessing.Process(target=sing, args=(g_num))
    p.start()
    p.join()


if __name__ == "__main__":
    main()

"""错误示范：照搬线程那一节的 args=(g_num)，它不是元组。

运行：python b09_args_tuple.py
"""

import multiprocessing

g_num = 100.0


def sing(temp):
    print("sing：收到", temp)


def main():
    t1 = multiprocessing.Process(target=sing, args=(g_num))
    t1.start()


if __name__ == "__main__":
    main()

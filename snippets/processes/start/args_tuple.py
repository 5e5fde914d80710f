"""写对了：一个元素的元组，逗号不能少。

运行：python args_tuple.py
"""

import multiprocessing

g_num = 100.0


def sing(temp):
    print("sing：收到", temp)


def main():
    p = multiprocessing.Process(target=sing, args=(g_num,))
    p.start()
    p.join()


if __name__ == "__main__":
    main()

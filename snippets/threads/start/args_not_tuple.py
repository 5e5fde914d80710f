"""错误示范：args=(g_num) 不是元组，线程一启动就出错。

运行：python args_not_tuple.py
"""

import threading

g_num = 100.0


def sing(temp):
    print("sing：收到", temp)


def main():
    t1 = threading.Thread(target=sing, args=(g_num))
    t1.start()
    t1.join()
    print("main：t1 已经结束，我没有收到异常")


if __name__ == "__main__":
    main()

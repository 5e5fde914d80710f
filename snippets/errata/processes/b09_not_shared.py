"""笔记里的 g_num 叫“全局变量”，可是它不跨进程。

运行：python b09_not_shared.py
"""

import multiprocessing

g_num = 100.0


def sing():
    global g_num
    g_num = 0.0
    print("sing：我把 g_num 改成了", g_num)


def main():
    t1 = multiprocessing.Process(target=sing)
    t1.start()
    t1.join()
    print("main：我看到的 g_num 是", g_num)


if __name__ == "__main__":
    main()

"""一个进程改 g_num，另外两个进程各看一眼。

运行：python no_sharing.py
"""

import multiprocessing

g_num = 100


def sing():
    global g_num
    g_num += 1
    print("sing：我把 g_num 改成了", g_num)


def dance():
    print("dance：我看到的 g_num 是", g_num)


def main():
    p1 = multiprocessing.Process(target=sing)
    p1.start()
    p1.join()
    p2 = multiprocessing.Process(target=dance)
    p2.start()
    p2.join()
    print("main：我看到的 g_num 是", g_num)


if __name__ == "__main__":
    main()

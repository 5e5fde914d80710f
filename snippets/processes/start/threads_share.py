"""同样的函数换成线程：g_num 只有一个，谁改了大家都看得到。

运行：python threads_share.py
"""

import threading

g_num = 100


def sing():
    global g_num
    g_num += 1
    print("sing：我把 g_num 改成了", g_num)


def dance():
    print("dance：我看到的 g_num 是", g_num)


def main():
    t1 = threading.Thread(target=sing)
    t1.start()
    t1.join()
    t2 = threading.Thread(target=dance)
    t2.start()
    t2.join()
    print("main：我看到的 g_num 是", g_num)


if __name__ == "__main__":
    main()

"""给线程传参数：一个参数的元组要写逗号，也可以用 kwargs。

运行：python args_tuple.py
"""

import threading

g_num = 100.0


def sing(temp, times=1):
    print(f"sing：收到 {temp}，唱 {times} 遍")


def main():
    t1 = threading.Thread(target=sing, args=(g_num,))
    t2 = threading.Thread(
        target=sing, args=("茉莉花",), kwargs={"times": 2}
    )
    for t in (t1, t2):
        t.start()
        t.join()
    print("main：(g_num,) 的类型是", type((g_num,)).__name__)


if __name__ == "__main__":
    main()

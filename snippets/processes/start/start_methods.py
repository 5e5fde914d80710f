"""三种启动方式：只有 fork 出来的子进程带着主进程当时的变量。

运行：python start_methods.py（Linux 或 macOS，Windows 没有 fork）
"""

import multiprocessing

g_num = 100


def sing(method):
    print(f"sing（{method}）：我看到的 g_num 是", g_num)


def main():
    global g_num
    g_num = 200
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        p = context.Process(target=sing, args=(method,))
        p.start()
        p.join()
    print("main：我看到的 g_num 是", g_num)


if __name__ == "__main__":
    main()

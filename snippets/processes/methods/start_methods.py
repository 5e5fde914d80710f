"""三种启动方式：谁带着主进程改过的变量，谁重新运行这个文件的顶层代码。

运行：python start_methods.py（Linux 或 macOS，Windows 没有 fork）
"""

import multiprocessing
import os

print("顶层代码：__name__ 是", __name__)
g_num = 100


def sing(method, main_pid):
    from_main = os.getppid() == main_pid
    print(
        f"sing（{method}）：g_num 是 {g_num}，父进程是 main 吗？",
        from_main,
    )


def main():
    global g_num
    g_num = 200
    print("main：这里默认用", multiprocessing.get_start_method())
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        p = context.Process(target=sing, args=(method, os.getpid()))
        p.start()
        p.join()


if __name__ == "__main__":
    main()

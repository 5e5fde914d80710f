"""forkserver 的两个子进程：顶层代码运行几遍？

运行：python two_children.py（Windows 上没有 forkserver）
"""

import multiprocessing

print("顶层代码：__name__ 是", __name__, flush=True)


def sing(number):
    print(f"sing：{number} 号在唱")


def main():
    context = multiprocessing.get_context("forkserver")
    for number in (1, 2):
        p = context.Process(target=sing, args=(number,))
        p.start()
        p.join()


if __name__ == "__main__":
    main()

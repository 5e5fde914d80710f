"""lambda 换成顶层的函数，参数用 args 送过去：哪种启动方式都行。

运行：python three_ways.py spawn（或 fork、forkserver）
"""

import multiprocessing
import sys


def sing(song, lines):
    print(f"sing：唱《{song}》{lines} 句")


def main():
    context = multiprocessing.get_context(sys.argv[1])
    p = context.Process(target=sing, args=("茉莉花", 3))
    p.start()
    p.join()
    print("main：退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

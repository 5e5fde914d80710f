"""错误示范：target 要序列化送过去，lambda 送不了。

运行：python lambda_target.py spawn（或 fork、forkserver）
"""

import multiprocessing
import sys


def main():
    context = multiprocessing.get_context(sys.argv[1])
    p = context.Process(target=lambda: print("sing：开始唱"))
    p.start()
    p.join()


if __name__ == "__main__":
    main()

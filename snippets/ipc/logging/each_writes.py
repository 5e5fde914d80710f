"""错误示范：两个进程各写各的，写 40 行，一行这么长。

运行：python each_writes.py 300000 each.log，不写文件名就写到标准输出
"""

import logging
import sys
from multiprocessing import get_context


def work(letter, both):
    size = int(sys.argv[1])
    if len(sys.argv) > 2:
        handler = logging.FileHandler(sys.argv[2])
    else:
        handler = logging.StreamHandler(sys.stdout)
    logging.basicConfig(format="%(message)s", handlers=[handler])
    for _ in range(20):
        both.wait()  # 两个都到了，才一起写
        logging.warning(letter * size)


def main():
    context = get_context("spawn")
    both = context.Barrier(2)
    processes = [
        context.Process(target=work, args=(letter, both))
        for letter in "ab"
    ]
    for p in processes:
        p.start()
    for p in processes:
        p.join()


if __name__ == "__main__":
    main()

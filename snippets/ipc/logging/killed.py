"""一个进程写了三条，忽然被杀死；另一个接着写。

运行：python killed.py
"""

import logging
import os
import signal
import sys
from logging.handlers import QueueListener
from multiprocessing import get_context

from workers import configure


def dies(records):
    configure(records)
    for i in (1, 2, 3):
        logging.info("第 %s 条", i)
    os.kill(os.getpid(), signal.SIGKILL)


def lives(records):
    configure(records)
    logging.info("我还在")


def main():
    context = get_context("spawn")
    handler = logging.StreamHandler(sys.stdout)
    with context.Manager() as manager:
        records = manager.Queue()
        listener = QueueListener(records, handler)
        listener.start()
        try:
            for work in (dies, lives):
                p = context.Process(target=work, args=(records,))
                p.start()
                p.join()
                print(f"main：退出状态是 {p.exitcode}\n", end="")
        finally:
            listener.stop()
    print("main：都写完了")


if __name__ == "__main__":
    main()

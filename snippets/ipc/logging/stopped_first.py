"""错误示范：先停下写日志的，再等工人。

运行：python stopped_first.py
"""

import logging
import sys
from logging.handlers import QueueListener
from multiprocessing import get_context

from workers import configure


def work(records, started, go_on):
    configure(records)
    logging.info("开始做")
    started.set()
    go_on.wait()
    logging.info("做完了")


def main():
    context = get_context("spawn")
    handler = logging.StreamHandler(sys.stdout)
    started, go_on = context.Event(), context.Event()
    with context.Manager() as manager:
        records = manager.Queue()
        listener = QueueListener(records, handler)
        listener.start()
        p = context.Process(target=work, args=(records, started, go_on))
        p.start()
        started.wait()
        listener.stop()
        go_on.set()
        p.join()
    print("main：退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

"""写得慢，队列又有上限：满了等一等，还是丢掉。

运行：python bounded.py 等，再运行 python bounded.py 不等
"""

import logging
import sys
import time
from logging.handlers import QueueHandler, QueueListener
from multiprocessing import get_context


class WaitingHandler(QueueHandler):
    def enqueue(self, record):
        self.queue.put(record)  # 满了就等


class SlowHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.written = 0

    def emit(self, record):
        try:
            time.sleep(0.02)  # 例如送到网络上
            self.written += 1
        except Exception:
            self.handleError(record)  # 打印报错，不漏出去


def configure(records, waits):
    kind = WaitingHandler if waits else QueueHandler
    logging.basicConfig(handlers=[kind(records)], force=True)


def work(number):
    logging.warning("第 %s 条", number)


def main():
    context, slow = get_context("spawn"), SlowHandler()
    waits = sys.argv[1] == "等"
    with context.Manager() as manager:
        records = manager.Queue(5)
        listener = QueueListener(records, slow)
        listener.start()
        try:
            with context.Pool(
                2, initializer=configure, initargs=(records, waits)
            ) as pool:
                pool.map(work, range(30))
        finally:
            records.join()  # 等队列里的都写完
            listener.stop()
    print(f"main：30 条里，写下 {slow.written} 条")


if __name__ == "__main__":
    main()

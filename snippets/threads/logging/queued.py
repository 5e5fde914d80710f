"""写得慢的日志交给另一个线程：放进队列就接着做自己的事。

运行：python queued.py
"""

import logging
import logging.handlers
import queue

from slow import SlowHandler


def main():
    handler = SlowHandler()
    records = queue.Queue()
    # 从队列里取出来，在它自己的线程里交给 handler
    listener = logging.handlers.QueueListener(records, handler)
    logging.basicConfig(
        format="%(message)s",
        handlers=[logging.handlers.QueueHandler(records)],
    )
    listener.start()
    try:
        for i in range(1, 4):
            logging.warning("第 %s 条", i)
        print("main：三条都交出去了")
    finally:
        listener.stop()  # 等队列里的都写完
    print("main：都写完了")


if __name__ == "__main__":
    main()

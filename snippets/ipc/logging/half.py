"""错误示范：用普通的队列，写日志的进程又可能被杀死。

运行：python half.py
"""

import logging
import threading
import time
from logging.handlers import QueueListener
from multiprocessing import get_context

from workers import configure


def work(records):
    configure(records)
    logging.info("长的一条 %s", "x" * 1_000_000)
    time.sleep(60)


def main():
    context = get_context("spawn")
    records = context.Queue()
    listener = QueueListener(records, logging.StreamHandler())
    p = context.Process(target=work, args=(records,))
    p.start()
    while records.empty():  # 等它开始送；还没有人读，送不完
        time.sleep(0.01)
    p.kill()
    p.join()
    print("main：退出状态是", p.exitcode)
    listener.start()
    # 在另一个线程里停，好看看它要多久
    stop = threading.Thread(target=listener.stop, daemon=True)
    stop.start()
    stop.join(2)
    print("main：两秒了，stop() 还在等吗？", stop.is_alive())
    records.cancel_join_thread()  # 队列也不等了，好让程序结束


if __name__ == "__main__":
    main()

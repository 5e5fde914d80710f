"""几个工人进程写一个日志：记录交给主进程，由它一个去写。

运行：python workers.py，再看 app.log
"""

import logging
from concurrent.futures import ProcessPoolExecutor
from logging.handlers import QueueHandler, QueueListener
from multiprocessing import get_context

logger = logging.getLogger(__name__)


def configure(records):
    """工人先做这个：它写的每一条都放进队列。"""
    logging.basicConfig(
        level=logging.INFO,
        format="%(message)s",  # 时间、名字由主进程添上
        handlers=[QueueHandler(records)],
        force=True,  # 已经有的处理器，都不要
    )


def double(text):
    logger.info("开始做 %s", text)
    try:
        return int(text) * 2
    except ValueError:
        logger.exception("做 %s 时出错", text)
        return None


def main():
    file = logging.FileHandler("app.log", encoding="utf-8")
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(processName)s %(message)s",
        handlers=[file],
    )
    context = get_context("spawn")  # 这里有线程，不用 fork
    with context.Manager() as manager:
        records = manager.Queue()
        listener = QueueListener(records, file)
        listener.start()
        try:
            with ProcessPoolExecutor(
                max_workers=2,
                mp_context=context,
                initializer=configure,
                initargs=(records,),
            ) as pool:
                results = list(pool.map(double, ["10", "二十"]))
            logger.info("结果是 %s", results)
        finally:
            listener.stop()  # 工人都走了；等剩下的写完


if __name__ == "__main__":
    main()

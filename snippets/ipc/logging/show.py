"""唱歌和跳舞是两个进程，写同一个日志；跳舞的摔倒了。

运行：python show.py，再看 show.log
"""

import logging
from logging.handlers import QueueHandler, QueueListener
from multiprocessing import get_context


def configure(records):
    logging.basicConfig(
        level=logging.INFO,
        format="%(message)s",
        handlers=[QueueHandler(records)],
        force=True,
    )


def sing(records):
    configure(records)
    for i in range(1, 4):
        logging.info("唱第 %s 句", i)


def dance(records):
    configure(records)
    try:
        logging.info("跳第 1 步")
        raise RuntimeError("摔倒了")
    except RuntimeError:
        logging.exception("跳不下去了")


def main():
    file = logging.FileHandler("show.log", encoding="utf-8")
    logging.basicConfig(
        level=logging.INFO,
        format="%(processName)s %(levelname)s %(message)s",
        handlers=[file],
    )
    context = get_context("spawn")
    with context.Manager() as manager:
        records = manager.Queue()
        listener = QueueListener(records, file)
        listener.start()
        try:
            processes = [
                context.Process(target=work, args=(records,), name=name)
                for name, work in (("sing", sing), ("dance", dance))
            ]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            logging.info("演完了")
        finally:
            listener.stop()


if __name__ == "__main__":
    main()

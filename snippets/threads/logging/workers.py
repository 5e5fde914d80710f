"""几个线程写日志：一条是一条，看得出是谁、什么时候。

运行：python workers.py
"""

import logging
import threading

logger = logging.getLogger(__name__)


def work(text):
    logger.info("开始做 %s", text)
    try:
        number = int(text)
    except ValueError:
        logger.exception("做 %s 时出错", text)
        return
    logger.info("做完，%s 的两倍是 %s", text, number * 2)


def main():
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(threadName)s %(message)s",
    )
    threads = [
        threading.Thread(target=work, args=(text,), name=f"worker-{i}")
        for i, text in enumerate(["10", "二十"])
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    logger.info("都结束了")


if __name__ == "__main__":
    main()

"""唱歌和跳舞，用日志说话；摔倒了，日志里有 Traceback。

运行：python show.py
"""

import logging
import threading
import time

logger = logging.getLogger(__name__)


def sing():
    for i in range(1, 4):
        time.sleep(0.1)
        logger.info("唱第 %s 句", i)


def dance():
    try:
        for i in range(1, 4):
            time.sleep(0.1)
            if i == 3:
                raise RuntimeError("摔倒了")
            logger.info("跳第 %s 步", i)
    except RuntimeError:
        logger.exception("跳不下去了")


def main():
    logging.basicConfig(
        level=logging.INFO,
        format="%(threadName)s %(levelname)s %(message)s",
    )
    threads = [
        threading.Thread(target=sing, name="sing"),
        threading.Thread(target=dance, name="dance"),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    logger.info("演完了")


if __name__ == "__main__":
    main()

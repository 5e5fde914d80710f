"""每隔一段时间看一个文件有多大：不漂移，出错接着做，叫停就停。

运行：python periodic.py access.log --every 60，按 Ctrl-C 停止
"""

import argparse
import logging
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path

logger = logging.getLogger(__name__)


def every(seconds, work, stop, catch_up=False):
    """第 0 次马上做，第 n 次在开始以后 n * seconds 秒。"""
    start = time.monotonic()
    number = 0
    while not stop.wait(start + number * seconds - time.monotonic()):
        try:
            work(number, stop)
        except Exception:
            logger.exception("第 %d 次失败了", number)
        number += 1
        passed = int((time.monotonic() - start) / seconds)
        missed = passed + 1 - number  # 已经过了点，还没有做的
        if missed > 0 and not catch_up:
            logger.warning("来不及，跳过 %d 次", missed)
            number += missed


def serve(seconds, work, catch_up=False):
    """在一个线程里做，直到 Ctrl-C 或者 SIGTERM。交还退出状态。"""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    stop = threading.Event()
    worker = threading.Thread(
        target=every, args=(seconds, work, stop, catch_up)
    )
    try:
        worker.start()
        while worker.is_alive():
            time.sleep(1)  # 信号来了，马上醒
        logger.error("没有人叫停，它自己结束了")
        return 1
    except KeyboardInterrupt:
        logger.info("有人叫停")
        return 0
    finally:
        stop.set()
        worker.join()  # 等正在做的一次做完
        logger.info("停下了")


def look(path, number, stop):
    """每次做的事，换成你自己的。要等，就等在 stop.wait 里。"""
    logger.info("第 %d 次，%d 字节", number, Path(path).stat().st_size)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--every", type=float, default=60)
    parser.add_argument("--catch-up", action="store_true")
    options = parser.parse_args()
    if not 0 < options.every < threading.TIMEOUT_MAX:
        parser.error("--every 要大于 0")
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(message)s",
    )
    work = partial(look, options.path)  # 先定下第一个参数
    return serve(options.every, work, options.catch_up)


if __name__ == "__main__":
    sys.exit(main())

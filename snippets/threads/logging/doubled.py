"""错误示范：每个线程都配置一次日志。

运行：python doubled.py
"""

import logging
import threading

logger = logging.getLogger(__name__)


def work():
    logger.addHandler(logging.StreamHandler())
    logger.warning("%s 来了", threading.current_thread().name)


def main():
    for name in ("甲", "乙", "丙"):
        t = threading.Thread(target=work, name=name)
        t.start()
        t.join()


if __name__ == "__main__":
    main()

"""错误示范：只在主进程里配置日志。

运行：python unconfigured.py fork，再试 spawn、forkserver
"""

import logging
import multiprocessing
import sys

logger = logging.getLogger(__name__)


def work():
    logger.info("开始做")
    logger.warning("材料不多了")


def main():
    logging.basicConfig(
        level=logging.INFO, format="%(levelname)s %(message)s"
    )
    context = multiprocessing.get_context(sys.argv[1])
    p = context.Process(target=work)
    p.start()
    p.join()
    logger.info("都结束了")


if __name__ == "__main__":
    main()

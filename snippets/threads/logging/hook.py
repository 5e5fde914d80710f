"""线程里没有接住的异常，也写进日志。

运行：python hook.py
"""

import logging
import threading

logger = logging.getLogger(__name__)


def log_error(args):
    if issubclass(args.exc_type, SystemExit):
        return  # 线程里的 sys.exit()，不算出错
    name = args.thread.name if args.thread else "?"
    error = (args.exc_type, args.exc_value, args.exc_traceback)
    logger.error("%s 因为出错结束了", name, exc_info=error)


def work():
    raise RuntimeError("没有材料")


def main():
    logging.basicConfig(format="%(levelname)s %(message)s")
    threading.excepthook = log_error
    t = threading.Thread(target=work, name="worker")
    t.start()
    t.join()


if __name__ == "__main__":
    main()

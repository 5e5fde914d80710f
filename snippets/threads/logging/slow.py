"""写得慢的日志：写的人要等它写完。

运行：python slow.py
"""

import logging
import time


class SlowHandler(logging.StreamHandler):
    def emit(self, record):
        try:
            time.sleep(0.5)  # 例如送到网络上
            super().emit(record)
        except Exception:
            self.handleError(record)  # 送不到：说一声，接着做


def main():
    logging.basicConfig(format="%(message)s", handlers=[SlowHandler()])
    for i in range(1, 4):
        logging.warning("第 %s 条", i)
    print("main：三条都交出去了")


if __name__ == "__main__":
    main()

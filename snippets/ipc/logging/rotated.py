"""错误示范：两个进程各自给同一个日志分段。

运行：python rotated.py
"""

import logging
from concurrent.futures import ProcessPoolExecutor
from logging.handlers import RotatingFileHandler
from multiprocessing import get_context
from pathlib import Path

LONG = "*" * 80  # 一条这么长，下一条就要换文件


def configure():
    # 到 100 个字节就换一个文件，旧的留两个
    handler = RotatingFileHandler(
        "app.log", maxBytes=100, backupCount=2, encoding="utf-8"
    )
    logging.basicConfig(format="%(message)s", handlers=[handler])


def new_pool():
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=get_context("spawn"),
        initializer=configure,
    )


def main():
    with new_pool() as busy, new_pool() as quiet:
        quiet.submit(logging.warning, "静的：开始").result()
        for i in range(1, 6):
            busy.submit(logging.warning, f"忙的：{i} 号{LONG}").result()
        quiet.submit(logging.error, "静的：出错了").result()
    for name in ("app.log.2", "app.log.1", "app.log"):
        text = Path(name).read_text(encoding="utf-8")
        print(name, [line[:6] for line in text.splitlines()])


if __name__ == "__main__":
    main()

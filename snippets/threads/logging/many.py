"""八个线程往一个文件里写日志，数一数有几行不完整。

运行：python many.py
"""

import logging
import re
import tempfile
import threading
from pathlib import Path

WHOLE = re.compile(r"INFO 歌手 \d 第 \d+ 句")
logger = logging.getLogger(__name__)


def sing():
    for i in range(300):
        logger.info("第 %s 句", i)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "app.log")
        logging.basicConfig(
            filename=path,
            encoding="utf-8",
            level=logging.INFO,
            format="%(levelname)s %(threadName)s %(message)s",
        )
        threads = [
            threading.Thread(target=sing, name=f"歌手 {n}")
            for n in range(8)
        ]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        logging.shutdown()  # 关上日志文件
        lines = path.read_text(encoding="utf-8").splitlines()
    broken = [line for line in lines if not WHOLE.fullmatch(line)]
    print(f"main：{len(lines)} 行里，坏的有 {len(broken)} 行")


if __name__ == "__main__":
    main()

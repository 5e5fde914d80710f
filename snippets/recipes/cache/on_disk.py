"""几个进程共用的缓存：一个键一个文件，写好了再改名。

运行：python on_disk.py
"""

import contextlib
import hashlib
import json
import multiprocessing
import os
import tempfile
import time
from pathlib import Path

FOLDER = Path("prices")


def get(key, load, seconds):
    """记得就读文件；没有、坏了、太旧，就算一次，再存下。"""
    name = hashlib.sha256(key.encode()).hexdigest()
    path = FOLDER / f"{name}.json"
    with contextlib.suppress(OSError, ValueError):
        age = time.time() - path.stat().st_mtime
        if abs(age) < seconds:  # 时钟往回调过，也算太旧
            return json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(load(key))
    with contextlib.suppress(OSError):  # 存不下，结果照样给
        save(path, text)
    return json.loads(text)  # 和以后读到的一样


def save(path, text):
    path.parent.mkdir(exist_ok=True)
    # 先写进另一个文件：谁也读不到写了一半的
    number, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        Path(part).replace(path)  # 一步换好
    except BaseException:
        Path(part).unlink()
        raise


def load_price(name):
    print(f"load：去问 {name} 的价钱\n", end="")
    return len(name) * 10


def ask(name):
    print("ask：得到", get(name, load_price, seconds=60))


def main():
    for _ in range(2):
        p = multiprocessing.Process(target=ask, args=("茶",))
        p.start()
        p.join()


if __name__ == "__main__":
    main()

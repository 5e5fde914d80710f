"""错误示范：只在登录了的时候才写 mine.user。

运行：python stale.py
"""

import threading
from concurrent.futures import ThreadPoolExecutor

mine = threading.local()


def greet():
    return f"你好，{getattr(mine, 'user', '客人')}"


def handle(user):
    if user is not None:
        mine.user = user
    return greet()


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        for answer in pool.map(handle, ["甲", None]):
            print(f"main：回答“{answer}”")


if __name__ == "__main__":
    main()

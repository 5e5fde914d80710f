"""错误示范：提交任务时，没有带上当时的值。

运行：python no_copy.py
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user", default="客人")


def greet():
    return f"你好，{user.get()}"


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        for name in ("甲", "乙"):
            user.set(name)
            job = pool.submit(greet)
            print(f"main：我是{name}，任务说 {job.result()}")


if __name__ == "__main__":
    main()

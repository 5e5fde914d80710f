"""提交任务时，带上当时的值：copy_context().run。

运行：python carried.py
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

user = ContextVar("user", default="客人")


def greet():
    return f"你好，{user.get()}"


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        for name in ("甲", "乙"):
            user.set(name)
            job = pool.submit(copy_context().run, greet)
            print(f"main：我是{name}，任务说 {job.result()}")


if __name__ == "__main__":
    main()

"""两个协程改同一个变量：只在 await 的地方换人。

运行：python one_thread.py
"""

import asyncio
import threading

number = 0


async def add():
    global number
    for _ in range(100_000):
        number += 1  # 这里没有 await，换不了人
    print("add：我在", threading.current_thread().name)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(add())
        group.create_task(add())
    print("main：应得 200000，实得", number)


if __name__ == "__main__":
    asyncio.run(main())

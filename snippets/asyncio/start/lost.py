"""错误示范：读出来，await，再写回去：中间换了人。

运行：python lost.py
"""

import asyncio

number = 0


async def add():
    global number
    for _ in range(100):
        seen = number
        await asyncio.sleep(0)  # 不多等，只让别的先做
        number = seen + 1


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(add())
        group.create_task(add())
    print("main：应得 200，实得", number)


if __name__ == "__main__":
    asyncio.run(main())

"""先建两个任务，再等：两个一起进行。

运行：python together.py
"""

import asyncio


async def work(name):
    print(f"{name}：开始")
    await asyncio.sleep(0.2)
    print(f"{name}：做完")


async def main():
    first = asyncio.create_task(work("甲"))
    second = asyncio.create_task(work("乙"))
    print("main：建好了两个任务")
    await first
    await second


if __name__ == "__main__":
    asyncio.run(main())

"""三个协程各自倒数；都数完了，再说出发。

运行：python countdown.py
"""

import asyncio


async def count_down(name, start):
    for number in range(start, 0, -1):
        print(f"{name}：数 {number}")
        await asyncio.sleep(0.05)


async def main():
    async with asyncio.TaskGroup() as group:
        for name, start in (("甲", 3), ("乙", 2), ("丙", 1)):
            group.create_task(count_down(name, start))
    print("main：出发")


if __name__ == "__main__":
    asyncio.run(main())

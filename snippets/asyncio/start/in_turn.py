"""一个接一个地 await：第二个等第一个做完才开始。

运行：python in_turn.py
"""

import asyncio


async def work(name):
    print(f"{name}：开始")
    await asyncio.sleep(0.2)
    print(f"{name}：做完")


async def main():
    await work("甲")
    await work("乙")


if __name__ == "__main__":
    asyncio.run(main())

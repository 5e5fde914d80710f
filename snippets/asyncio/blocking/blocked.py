"""错误示范：协程里直接调用会阻塞的函数。

运行：python blocked.py
"""

import asyncio
import time


def fetch(name):
    time.sleep(0.5)
    return f"{name} 的内容"


async def tick(ticks):
    while True:
        await asyncio.sleep(0.05)
        ticks.append("滴答")


async def main():
    ticks = []
    ticking = asyncio.create_task(tick(ticks))
    await asyncio.sleep(0)  # 让钟先开始走
    print("main：得到", fetch("甲"))
    ticking.cancel()
    await asyncio.wait([ticking])
    print("main：这段时间里，钟走了几下？", len(ticks))


if __name__ == "__main__":
    asyncio.run(main())

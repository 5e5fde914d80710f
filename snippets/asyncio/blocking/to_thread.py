"""会阻塞的函数交给线程：别的协程照样走。

运行：python to_thread.py
"""

import asyncio
import time


def fetch(name):
    """普通的函数，等的时候占着线程。"""
    time.sleep(0.5)
    return f"{name} 的内容"


async def tick(ticks):
    while True:
        await asyncio.sleep(0.05)
        ticks.append("滴答")


async def main():
    ticks = []
    ticking = asyncio.create_task(tick(ticks))
    try:
        print("main：得到", await asyncio.to_thread(fetch, "甲"))
    finally:
        ticking.cancel()
        await asyncio.wait([ticking])  # 等它真的停下
    print("main：这段时间里，钟走了 5 下以上吗？", len(ticks) >= 5)


if __name__ == "__main__":
    asyncio.run(main())

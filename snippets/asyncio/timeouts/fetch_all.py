"""每件事各有时限，总共还有时限；说清楚哪些没有等到。

运行：python fetch_all.py
"""

import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)  # 代替下载
    return f"{name}，好"


async def limited(name, seconds):
    try:
        async with asyncio.timeout(0.3):
            return await fetch(name, seconds)
    except TimeoutError:
        return f"{name}，超时"


async def main():
    try:
        async with asyncio.timeout(2):
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(limited("甲", 0.1)),
                    group.create_task(limited("乙", 9)),
                    group.create_task(limited("丙", 0.2)),
                ]
    except TimeoutError:
        print("main：总共两秒，到了")
        return
    for task in tasks:
        print("main：得到", task.result())


if __name__ == "__main__":
    asyncio.run(main())

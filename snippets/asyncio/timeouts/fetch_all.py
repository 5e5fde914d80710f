"""每件事各有时限，总共还有时限；说清楚哪些没有等到。

运行：python fetch_all.py
"""

import asyncio
import sys

JOBS = (("甲", 0.1), ("乙", 9), ("丙", 0.2))


async def fetch(name, seconds):
    await asyncio.sleep(seconds)  # 代替下载
    return f"{name} 的内容"


async def limited(name, seconds):
    """返回结果；超时，是 None。"""
    try:
        async with asyncio.timeout(0.3):
            return await fetch(name, seconds)
    except TimeoutError:
        return None


async def main():
    tasks = {}
    try:
        async with asyncio.timeout(2), asyncio.TaskGroup() as group:
            for name, seconds in JOBS:
                tasks[name] = group.create_task(limited(name, seconds))
    except TimeoutError:
        print("main：总共两秒，到了")
        return 1
    status = 0
    for name, task in tasks.items():
        if task.result() is None:
            print(f"main：{name} 超时")
            status = 1
        else:
            print(f"main：得到 {task.result()}")
    return status


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

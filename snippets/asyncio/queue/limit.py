"""一百件事，同时最多十件。

运行：python limit.py
"""

import asyncio


async def fetch(places, number, busy):
    async with places:
        busy.append(number)
        most = len(busy)
        await asyncio.sleep(0.02)  # 代替下载
        busy.remove(number)
        return most


async def main():
    places, busy = asyncio.Semaphore(10), []
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(fetch(places, number, busy))
            for number in range(100)
        ]
    most = max(task.result() for task in tasks)
    print(f"main：{len(tasks)} 件都做完了，同时最多 {most} 件")


if __name__ == "__main__":
    asyncio.run(main())

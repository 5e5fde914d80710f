"""三个工人，十件事，一条有上限的队列。

运行：python workers.py
"""

import asyncio


async def worker(queue, done):
    while (number := await queue.get()) is not None:
        await asyncio.sleep(0.02)  # 代替下载
        done.append(number)


async def main():
    queue = asyncio.Queue(maxsize=5)
    done = []
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(worker(queue, done))
        for number in range(1, 11):
            await queue.put(number)  # 满了就等
        for _ in range(3):
            await queue.put(None)  # 每个工人一个哨兵
    print("main：做完了", sorted(done))


if __name__ == "__main__":
    asyncio.run(main())

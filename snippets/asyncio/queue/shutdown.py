"""不用哨兵：关闭队列，取完了的工人自己结束。

运行：python shutdown.py
"""

import asyncio


async def worker(queue, done):
    while True:
        try:
            done.append(await queue.get())
        except asyncio.QueueShutDown:
            return


async def main():
    queue, done = asyncio.Queue(maxsize=5), []
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(worker(queue, done))
        for number in range(1, 11):
            await queue.put(number)
        queue.shutdown()  # 里面的还取得到，取完了才是异常
    print("main：取完了", sorted(done))


if __name__ == "__main__":
    asyncio.run(main())

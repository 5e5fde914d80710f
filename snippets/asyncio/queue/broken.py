"""工人出了错：别的工人和生产的都停下，异常交还。

运行：python broken.py
"""

import asyncio
import sys


async def worker(queue):
    while (number := await queue.get()) is not None:
        await asyncio.sleep(0.02)  # 代替下载
        if number == 3:
            raise ConnectionError(f"{number} 号连不上")


async def main():
    queue = asyncio.Queue(maxsize=2)
    put = status = 0
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(2):
                group.create_task(worker(queue))
            for number in range(1, 101):
                await queue.put(number)  # 没有工人了，也不会一直等
                put = number
    except* ConnectionError as errors:
        for error in errors.exceptions:
            print("main：失败了：", error, sep="")
        status = 1
    print("main：放完一百件了吗？", put == 100)
    return status


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

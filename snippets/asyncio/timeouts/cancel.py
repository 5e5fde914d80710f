"""取消一个任务：它在 await 的地方得到 CancelledError，收拾好再走。

运行：python cancel.py
"""

import asyncio


async def sing():
    line = 0
    try:
        while True:
            await asyncio.sleep(0.1)
            line += 1
    finally:
        print("sing：唱过吗？", line > 0)
        print("sing：收拾麦克风")


async def main():
    task = asyncio.create_task(sing())
    await asyncio.sleep(0.35)
    task.cancel()
    await asyncio.wait([task])  # 等它真的停下
    print("main：它停下了，被取消了吗？", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())

"""错误示范：任务出了错，没有人取它的结果。

运行：python never_retrieved.py
"""

import asyncio


async def save():
    raise OSError("存不下")


async def main():
    task = asyncio.create_task(save())
    await asyncio.sleep(0.1)
    del task  # 再也没有人拿着它
    print("main：一切正常")


if __name__ == "__main__":
    asyncio.run(main())

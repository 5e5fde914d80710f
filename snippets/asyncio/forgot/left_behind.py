"""错误示范：main 不等任务就走了。

运行：python left_behind.py
"""

import asyncio


async def save():
    try:
        await asyncio.sleep(1)  # 代替存到数据库
        print("save：存好了")
    except asyncio.CancelledError:
        print("save：被取消了，没有存")
        raise


async def main():
    tasks = [asyncio.create_task(save())]
    await asyncio.sleep(0.1)
    print("main：我走了，不等", len(tasks), "个任务")


if __name__ == "__main__":
    asyncio.run(main())

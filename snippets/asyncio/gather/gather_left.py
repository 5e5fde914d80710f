"""错误示范：gather 里一个失败了，别的没有人管。

运行：python gather_left.py
"""

import asyncio


async def fail():
    await asyncio.sleep(0.1)
    raise ConnectionError("连不上")


async def slow():
    try:
        await asyncio.sleep(9)
    finally:
        print("slow：到这里才停下")


async def main():
    try:
        await asyncio.gather(fail(), slow())
    except ConnectionError as error:
        print(f"main：接住了：{error}")
    others = asyncio.all_tasks() - {asyncio.current_task()}
    print("main：还在做的任务有", len(others), "个")


if __name__ == "__main__":
    asyncio.run(main())

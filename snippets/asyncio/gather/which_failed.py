"""任务组里每件事自己接住异常：谁失败了，一个也不漏。

运行：python which_failed.py
"""

import asyncio
import sys


async def check(number):
    await asyncio.sleep(0.01 * number)
    if number % 3 == 0:
        raise ValueError(f"{number} 号不合格")


async def tried(number):
    """返回出错的说明；没有出错，是 None。"""
    try:
        await check(number)
    except ValueError as error:
        return str(error)
    return None


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(tried(n)) for n in range(1, 8)]
    failed = [task.result() for task in tasks if task.result()]
    print(f"main：7 个里失败了 {len(failed)} 个：{failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

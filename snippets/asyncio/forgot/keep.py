"""后台的任务：拿着它们，等它们，失败了的说出来。

运行：python keep.py
"""

import asyncio
import sys


async def save(number):
    await asyncio.sleep(0.1)  # 代替存到数据库
    if number == 2:
        raise OSError(f"{number} 号存不下")
    print(f"save：{number} 号存好了")


async def main():
    tasks = [asyncio.create_task(save(n)) for n in (1, 2, 3)]
    print("main：三个都在后台做")
    await asyncio.wait(tasks)  # 全部等到，不抛出异常
    status = 0
    for task in tasks:
        if error := task.exception():
            print(f"main：失败了：{error}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

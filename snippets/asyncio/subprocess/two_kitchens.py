"""两个程序同时做菜，谁先做完一道先报谁；总共最多五秒。

运行：python two_kitchens.py
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from pathlib import Path

from call import end

COOK = Path(__file__).with_name("cook.py")


async def cook(name, seconds):
    python = [sys.executable, "-u", "-X", "utf8"]
    command = [*python, COOK, str(seconds)]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,
    )
    try:
        async for line in process.stdout:
            print(f"{name}：{line.decode().rstrip()}")
        print(f"{name}：退出状态 {await process.wait()}")
    except BaseException:
        await end(process)
        print(f"{name}：没有做完，结束了它")
        raise


async def main():
    try:
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            group.create_task(cook("快的", 0.1))
            group.create_task(cook("慢的", 60))
    except TimeoutError:
        sys.exit("main：五秒到了")


if __name__ == "__main__":
    asyncio.run(main())

"""它一边运行，这里一边读，一行一行；最多十秒。

运行：python each_line.py
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT

from call import end

PROGRESS = """
import time
for step in (1, 2, 3):
    time.sleep(0.2)  # 代替真正的工作
    print(f"第 {step} 步做完了")
"""


async def main():
    command = [sys.executable, "-u", "-X", "utf8", "-c", PROGRESS]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,  # 和标准输出用同一个管道
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(10):
            async for line in process.stdout:
                print("main：收到", line.decode().rstrip())
            status = await process.wait()  # 读完了，等它结束
    except BaseException:
        await end(process)
        raise
    print("main：退出状态是", status)


if __name__ == "__main__":
    asyncio.run(main())

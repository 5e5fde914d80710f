"""运行另一个程序，最多这么多秒；太久、被取消，都不留下它。

运行：python call.py 茉莉花 30
"""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

LYRICS = Path(__file__).with_name("lyrics.py")  # 和本文件在一起


async def end(process):
    """结束它和它启动的一切，等它真的结束。"""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.communicate()  # 读掉剩下的


async def run(command, timeout):
    """返回退出状态、标准输出、标准错误。"""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=DEVNULL,  # 它读不到键盘
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,  # 它和它启动的，是一个组
    )
    try:
        async with asyncio.timeout(timeout):
            output, errors = await process.communicate()
    except BaseException:  # 到了时限，被取消
        await end(process)
        raise
    return process.returncode, output.decode(), errors.decode()


async def main():
    song, seconds = sys.argv[1:]
    command = [sys.executable, "-X", "utf8", LYRICS, song]
    print(f"main：要《{song}》")
    try:
        status, output, errors = await run(command, float(seconds))
    except TimeoutError:
        sys.exit(f"main：{seconds} 秒没有做完，结束了它")
    if status != 0:
        sys.exit(f"main：退出状态是 {status}：{errors.strip()}")
    print("main：收到", output.strip())


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(130)

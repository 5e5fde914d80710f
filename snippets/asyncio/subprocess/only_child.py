"""错误示范：只杀死子进程；它启动的还拿着管道。

运行：python only_child.py
"""

import asyncio
import sys
import time

FAMILY = """
import subprocess
child = subprocess.Popen(["sleep", "3"])
print("启动了一个", flush=True)
child.wait()
"""


async def main():
    command = [sys.executable, "-X", "utf8", "-c", FAMILY]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE
    )
    line = await process.stdout.readline()
    print("main：收到", line.decode().strip())
    begin = time.monotonic()
    process.kill()
    await process.communicate()
    long = time.monotonic() - begin > 1
    print("main：杀死了它，又等了一秒以上吗？", long)


if __name__ == "__main__":
    asyncio.run(main())

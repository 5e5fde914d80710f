"""错误示范：先等它结束，再读管道。

运行：python wait_first.py
"""

import asyncio
import sys

BIG = "print('x' * 1_000_000)"


async def main():
    command = [sys.executable, "-c", BIG]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE
    )
    try:
        await asyncio.wait_for(process.wait(), 2)
    except asyncio.TimeoutError:
        print("main：等了两秒，它还没有结束")
    output, _ = await process.communicate()
    print(f"main：读到 {len(output)} 个字节")
    print("main：退出状态是", process.returncode)


if __name__ == "__main__":
    asyncio.run(main())

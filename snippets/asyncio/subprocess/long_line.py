"""它打印一行二十万个字，再打印短的一行。一行最多多长，由你给。

运行：python long_line.py 65536，再运行 python long_line.py 1000000
"""

import asyncio
import sys

LONG = "print('x' * 200_000); print('short')"


async def main():
    command = [sys.executable, "-c", LONG]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.PIPE,
        limit=int(sys.argv[1]),
    )
    try:
        async for line in process.stdout:
            print(f"main：收到一行，{len(line)} 个字节")
    except ValueError as error:
        print("main：读不下去了：", error)
    await process.communicate()


if __name__ == "__main__":
    asyncio.run(main())

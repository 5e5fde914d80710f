"""错误示范：只管 write，不等送出去。

运行：python no_drain.py
"""

import asyncio

from drain import watch


async def pour(writer):
    for _ in range(100):
        writer.write(bytes(1_000_000))
    print("服务端：100 MB 都写了")


if __name__ == "__main__":
    asyncio.run(watch(pour))

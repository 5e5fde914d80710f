"""错误示范：只管 write，不等送出去。

运行：python no_drain.py
"""

import asyncio

from drain import BLOCKS, watch


async def pour(writer):
    for _ in range(BLOCKS):
        writer.write(bytes(1_000_000))


if __name__ == "__main__":
    asyncio.run(watch(pour))

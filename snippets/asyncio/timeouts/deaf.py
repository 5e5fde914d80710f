"""错误示范：计算里没有 await，时限管不住它。

运行：python deaf.py
"""

import asyncio
import time


async def compute():
    end = time.monotonic() + 1  # 代替算一秒
    while time.monotonic() < end:
        pass
    return "算完了"


async def main():
    started = time.monotonic()
    try:
        async with asyncio.timeout(0.1):
            print("main：得到", await compute())
    except TimeoutError:
        print("main：超时")
    long = time.monotonic() - started > 0.9
    print("main：用了一秒吗？", long)


if __name__ == "__main__":
    asyncio.run(main())

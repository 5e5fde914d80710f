"""错误示范：有多少件事，就同时做多少件。

运行：python no_limit.py
"""

import asyncio


async def fetch(number, busy):
    busy.append(number)
    most = len(busy)
    await asyncio.sleep(0.02)  # 代替下载
    busy.remove(number)
    return most


async def main():
    busy = []
    jobs = [fetch(number, busy) for number in range(100)]
    most = max(await asyncio.gather(*jobs))
    print(f"main：同时最多 {most} 件")


if __name__ == "__main__":
    asyncio.run(main())

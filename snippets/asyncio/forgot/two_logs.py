"""两个后台的任务都等到，出错的也说出来。

运行：python two_logs.py
"""

import asyncio


async def write(name):
    await asyncio.sleep(0.1)
    if name == "坏":
        raise OSError("写不了")
    return f"{name}，写好了"


async def main():
    tasks = [asyncio.create_task(write(name)) for name in ("好", "坏")]
    print("main：先做别的")
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        print("main：得到", result)


if __name__ == "__main__":
    asyncio.run(main())

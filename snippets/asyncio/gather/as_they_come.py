"""谁先做完，先用谁的结果。

运行：python as_they_come.py
"""

import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    jobs = [fetch("慢", 0.3), fetch("快", 0.1), fetch("中", 0.2)]
    for next_one in asyncio.as_completed(jobs):
        print("main：得到", await next_one)


if __name__ == "__main__":
    asyncio.run(main())

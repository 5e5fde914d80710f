"""最多等一秒；等不到，就不等了，收拾好再走。

运行：python limit.py
"""

import asyncio
import sys


async def fetch(name, seconds):
    try:
        await asyncio.sleep(seconds)  # 代替下载
        return f"{name} 的内容"
    finally:
        print(f"{name}：收拾好了")


async def main():
    print("main：得到", await asyncio.wait_for(fetch("快的", 0.1), 1))
    try:
        async with asyncio.timeout(1):
            print("main：得到", await fetch("慢的", 60))
    except TimeoutError:
        print("main：一秒到了，不等慢的")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

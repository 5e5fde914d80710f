"""错误示范：给线程里的函数一个时限，它自己却没有。

运行：python still_runs.py
"""

import asyncio
import time


def fetch():
    time.sleep(1)
    print("fetch：做完了")


async def main():
    try:
        await asyncio.wait_for(asyncio.to_thread(fetch), 0.1)
    except asyncio.TimeoutError:
        print("main：不等了")


if __name__ == "__main__":
    asyncio.run(main())
    print("asyncio.run 返回了")

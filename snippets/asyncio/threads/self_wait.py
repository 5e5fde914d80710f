"""错误示范：在事件循环自己的线程里等 result()。

运行：python self_wait.py
"""

import asyncio
import concurrent.futures


async def fetch():
    print("fetch：开始")


async def main():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(fetch(), loop)
    try:
        future.result(timeout=1)  # 循环停在这里
    except concurrent.futures.TimeoutError:
        print("main：等了一秒，没有等到")
    await asyncio.sleep(0.1)  # 循环又走了，fetch 才开始


if __name__ == "__main__":
    asyncio.run(main())

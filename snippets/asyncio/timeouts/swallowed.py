"""错误示范：接住 CancelledError，不再抛出去。

运行：python swallowed.py
"""

import asyncio


async def stubborn():
    for _ in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("stubborn：我不走")


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.1)
    for _ in range(2):
        task.cancel()
        await asyncio.sleep(0.1)
    print("main：叫了两次，停下了吗？", task.done())
    await task
    print("main：它自己做完了，被取消了吗？", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())

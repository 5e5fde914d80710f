"""错误示范：忘了 await。

运行：python no_await.py
"""

import asyncio


async def save():
    print("save：存好了")


async def main():
    save()
    print("main：我走了")


if __name__ == "__main__":
    asyncio.run(main())

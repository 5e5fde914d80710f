"""调用协程函数，得到的是协程，还没有运行。

运行：python coroutine.py
"""

import asyncio


async def sing(song):
    print(f"sing：唱《{song}》")
    return "唱完了"


async def main():
    coroutine = sing("茉莉花")
    print("main：得到", type(coroutine).__name__)
    print("main：现在才等它")
    result = await coroutine
    print("main：得到", result)


if __name__ == "__main__":
    asyncio.run(main())

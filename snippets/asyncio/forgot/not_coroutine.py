"""错误示范：await 一个普通的返回值。

运行：python not_coroutine.py
"""

import asyncio


def save():
    return "存好了"


async def main():
    print("main：得到", await save())


if __name__ == "__main__":
    asyncio.run(main())

"""一件失败，别的照做：最后说清楚哪些失败了。

运行：python each.py
"""

import asyncio
import sys


async def fetch(name):
    await asyncio.sleep(0.1)  # 代替下载
    if name == "坏的":
        raise ConnectionError("连不上")
    return f"{name} 的内容"


async def main():
    names = ["一", "坏的", "三"]
    results = await asyncio.gather(
        *(fetch(name) for name in names), return_exceptions=True
    )
    failed = 0
    for i, name in enumerate(names):
        result = results[i]
        if isinstance(result, BaseException):
            print(f"main：{name} 失败了：{result}")
            failed += 1
        else:
            print(f"main：得到 {result}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

"""几件事一起做；有一件失败，其余的取消，异常都交还。

运行：python group.py
"""

import asyncio
import sys


async def fetch(name, seconds):
    try:
        await asyncio.sleep(seconds)  # 代替下载
    except asyncio.CancelledError:
        print(f"{name}：被取消了")
        raise  # 收拾好了，接着被取消
    if name == "坏的":
        raise ConnectionError(f"{name}：连不上")
    print(f"{name}：下载完了")


async def main():
    status = 0
    try:
        async with asyncio.TaskGroup() as group:
            for name, seconds in (
                ("快的", 0.1),
                ("坏的", 0.2),
                ("慢的", 9),
            ):
                group.create_task(fetch(name, seconds))
    except* ConnectionError as errors:
        for error in errors.exceptions:
            print(f"main：失败了：{error}")
        status = 1  # except* 里不能写 return
    return status


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

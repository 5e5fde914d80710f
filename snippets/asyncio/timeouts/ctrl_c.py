"""Ctrl-C：main 被取消，finally 收拾好，程序才结束。

运行：python ctrl_c.py，按 Ctrl-C 停止
"""

import asyncio
import sys


async def main():
    print("main：按 Ctrl-C 停止")
    try:
        await asyncio.sleep(3600)
    finally:
        print("main：收拾好了")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print("已退出")
        sys.exit(130)

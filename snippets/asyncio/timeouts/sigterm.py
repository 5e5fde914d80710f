"""SIGTERM：也取消 main，收拾好才结束。

运行：python sigterm.py，再用 kill 停止
"""

import asyncio
import signal
import sys


async def main():
    loop, me = asyncio.get_running_loop(), asyncio.current_task()
    loop.add_signal_handler(signal.SIGTERM, me.cancel)
    print("main：开始")
    try:
        await asyncio.sleep(3600)
    finally:
        print("main：收拾好了")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except asyncio.CancelledError:
        print("已退出")
        sys.exit(143)  # 128 + 15，被 SIGTERM 停止的状态

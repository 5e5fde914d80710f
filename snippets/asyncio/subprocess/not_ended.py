"""错误示范：到了时限，只是不等了。

运行：python not_ended.py
"""

import asyncio
import sys

SLOW = "import time; time.sleep(2); print('它：做完了')"


async def main():
    command = [sys.executable, "-X", "utf8", "-c", SLOW]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await asyncio.wait_for(process.wait(), 0.3)
    except asyncio.TimeoutError:
        print("main：不等了")
    status = await process.wait()  # 看看它后来怎样
    print("main：它的退出状态是", status)


if __name__ == "__main__":
    asyncio.run(main())

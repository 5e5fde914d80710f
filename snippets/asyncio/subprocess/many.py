"""五个程序，同时最多两个，按次序说出各自的结局。

运行：python many.py
"""

import asyncio
import sys

from call import run

PYTHON = [sys.executable, "-X", "utf8", "-c"]
JOBS = [  # 最多几秒，命令
    (30, [*PYTHON, "print('算好了')"]),
    (30, [*PYTHON, "import sys; sys.exit('没有米了')"]),
    (30, [*PYTHON, "import os; os.kill(os.getpid(), 9)"]),
    (1, [*PYTHON, "import time; time.sleep(60)"]),
    (30, ["./no_such_program"]),
]


async def ending(places, seconds, command):
    try:
        async with places:
            status, output, errors = await run(command, seconds)
    except TimeoutError:
        return "没有做完"
    except OSError as error:
        return f"没有启动：{type(error).__name__}"
    if status < 0:
        return f"被信号 {-status} 结束"
    if status > 0:
        return f"失败了，{status}：{errors.strip()}"
    return f"成功：{output.strip()}"


async def main():
    places = asyncio.Semaphore(2)
    tasks = [
        ending(places, seconds, command) for seconds, command in JOBS
    ]
    endings = await asyncio.gather(*tasks, return_exceptions=True)
    for number, text in enumerate(endings, 1):
        print(f"main：{number} 号{text}")


if __name__ == "__main__":
    asyncio.run(main())

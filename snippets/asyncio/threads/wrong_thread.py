"""错误示范：从别的线程直接碰事件循环里的队列。

运行：python wrong_thread.py
"""

import asyncio
import threading
import time


def listen(queue):
    time.sleep(0.1)
    queue.put_nowait("甲")


async def main():
    queue = asyncio.Queue()
    threading.Thread(target=listen, args=(queue,)).start()
    started = time.monotonic()
    print("main：得到", await asyncio.wait_for(queue.get(), 2))
    late = time.monotonic() - started > 1
    print("main：等了一秒以上吗？", late)


if __name__ == "__main__":
    asyncio.run(main())

"""事件循环在自己的线程里；别的线程交给它一件事，等结果。

运行：python submit.py
"""

import asyncio
import queue
import threading


async def fetch(name):
    await asyncio.sleep(0.1)  # 代替下载
    return f"{name} 的内容"


async def serve(started):
    """让循环一直运行，直到有人请它停下。"""
    stop = asyncio.Event()
    started.put((asyncio.get_running_loop(), stop))
    await stop.wait()


def run_loop(started):
    asyncio.run(serve(started))


def main():
    started = queue.Queue()
    t = threading.Thread(target=run_loop, args=(started,))
    t.start()
    loop, stop = started.get()
    try:
        future = asyncio.run_coroutine_threadsafe(fetch("甲"), loop)
        print("main：得到", future.result(timeout=5))
    finally:
        loop.call_soon_threadsafe(stop.set)
        t.join()
    print("main：循环停下了")


if __name__ == "__main__":
    main()

"""事件循环在自己的线程里；别的线程交给它一件事，等结果。

运行：python submit.py
"""

import asyncio
import threading


async def fetch(name):
    await asyncio.sleep(0.1)  # 代替下载
    return f"{name} 的内容"


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


def main():
    loop = asyncio.new_event_loop()
    t = threading.Thread(target=run_loop, args=(loop,), name="循环")
    t.start()
    try:
        future = asyncio.run_coroutine_threadsafe(fetch("甲"), loop)
        print("main：得到", future.result(timeout=5))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        t.join()
        loop.close()
    print("main：循环停下了")


if __name__ == "__main__":
    main()

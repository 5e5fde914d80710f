"""线程里的消息，交给事件循环里的队列。

运行：python callback.py
"""

import asyncio
import threading


def listen(loop, queue):
    """代替一个只有普通函数的库：它在自己的线程里收消息。"""
    try:
        for message in ("甲", "乙"):
            loop.call_soon_threadsafe(queue.put_nowait, message)
    finally:  # 出了错也说一声没有了，协程才不会一直等
        loop.call_soon_threadsafe(queue.put_nowait, None)


async def main():
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    t = threading.Thread(target=listen, args=(loop, queue))
    t.start()
    while (message := await queue.get()) is not None:
        print("main：收到", message)
    await asyncio.to_thread(t.join)
    print("main：收完了")


if __name__ == "__main__":
    asyncio.run(main())

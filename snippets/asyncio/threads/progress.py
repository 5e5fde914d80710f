"""一个线程做事，每做完一步告诉协程。

运行：python progress.py
"""

import asyncio


def work(tell):
    for step in range(1, 4):
        tell(f"做完第 {step} 步")
    return "全部做完"


async def main():
    loop, steps = asyncio.get_running_loop(), asyncio.Queue()

    def tell(text):
        loop.call_soon_threadsafe(steps.put_nowait, text)

    job = asyncio.create_task(asyncio.to_thread(work, tell))
    for _ in range(3):
        print("main：得知", await steps.get())
    print("main：得到", await job)


if __name__ == "__main__":
    asyncio.run(main())

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

    def work_and_end():
        try:
            return work(tell)
        finally:  # 出了错也说一声没有了
            tell(None)

    job = asyncio.create_task(asyncio.to_thread(work_and_end))
    while (text := await steps.get()) is not None:
        print("main：得知", text)
    print("main：得到", await job)  # 出错的话，在这里抛出


if __name__ == "__main__":
    asyncio.run(main())

"""后台的任务：拿着它，等它，出了错也知道。

运行：python keep.py
"""

import asyncio


async def save(number):
    await asyncio.sleep(0.1)  # 代替存到数据库
    if number == 2:
        raise OSError(f"{number} 号存不下")
    print(f"save：{number} 号存好了")


def finished(task, tasks):
    tasks.discard(task)
    if not task.cancelled() and task.exception():
        print(f"main：后台的任务失败了：{task.exception()}")


async def main():
    tasks = set()
    for number in (1, 2, 3):
        task = asyncio.create_task(save(number))
        tasks.add(task)  # 拿着它，直到做完
        task.add_done_callback(lambda done: finished(done, tasks))
    print("main：三个都在后台做")
    await asyncio.wait(tasks)
    print("main：都做完了，还拿着", len(tasks), "个")


if __name__ == "__main__":
    asyncio.run(main())

"""一边唱歌，一边跳舞：两个协程，一个线程。

运行：python sing_dance.py
"""

import asyncio


async def sing(song):
    for i in range(1, 4):
        await asyncio.sleep(0.1)  # 代替等网络、等磁盘
        print(f"sing：唱《{song}》第 {i} 句")
    return f"《{song}》唱完了"


async def dance():
    for i in range(1, 4):
        await asyncio.sleep(0.12)
        print(f"dance：跳第 {i} 步")


async def main():
    async with asyncio.TaskGroup() as group:
        singing = group.create_task(sing("茉莉花"))
        group.create_task(dance())
    print(f"main：{singing.result()}，都做完了")


if __name__ == "__main__":
    asyncio.run(main())

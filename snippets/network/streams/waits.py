"""错误示范：结束时等客户端自己走，等多久没有上限。

运行：python waits.py（Ctrl-C 结束），再运行 silent.py
"""

import asyncio
import signal

from server import HOST, PORT


async def serve(reader, writer):
    await reader.readline()  # 也没有时限
    writer.close()


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with await asyncio.start_server(serve, HOST, PORT):
        print(f"服务端：正在监听 {HOST}:{PORT}")
        await stop.wait()
        print("服务端：不再接新的")
    # 离开 async with：close()，再等 wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
    print("服务端：已退出")

"""asyncio 的服务端：人数、大小、时间都有上限，结束时不等太久。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import asyncio
import contextlib
import signal

HOST, PORT = "127.0.0.1", 21567
MOST = 8  # 同时服务几个客户端
LARGEST = 64 * 1024  # 一行最多几个字节
SECONDS = 10  # 等一行、送一行各最多几秒
LAST = 2  # 结束时再等几秒
serving = set()  # 正在服务的任务


def why(error):
    return str(error) or type(error).__name__  # 超时没有说明


async def converse(reader, writer):
    while True:
        line = await asyncio.wait_for(reader.readline(), SECONDS)
        if not line:
            return  # 对方说完了
        if not line.endswith(b"\n"):
            raise ValueError("没有说完")
        text = line.decode().rstrip("\n")
        print(f"服务端：收到 {text!r}")
        writer.write(f"收到“{text}”\n".encode())
        await asyncio.wait_for(writer.drain(), SECONDS)
        await asyncio.sleep(0)  # 他说得再快，也轮得到别人


async def hang_up(writer):
    """先好好关闭；一秒还没有送完，就不要了。"""
    writer.close()
    try:
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            await asyncio.wait_for(writer.wait_closed(), 1)
    finally:
        writer.transport.abort()


async def serve(reader, writer):
    serving.add(asyncio.current_task())
    try:
        if len(serving) > MOST:
            raise ValueError("满了")
        await converse(reader, writer)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        print(f"服务端：断开一个客户端：{why(error)}")
    except asyncio.CancelledError:  # 不再抛：马上就结束了
        print("服务端：断开一个客户端：不等了")
    finally:
        await hang_up(writer)
        serving.discard(asyncio.current_task())


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    server = await asyncio.start_server(
        serve, HOST, PORT, limit=LARGEST
    )
    print(f"服务端：正在监听 {HOST}:{PORT}")
    await stop.wait()
    server.close()  # 后来的连不上
    print("服务端：不再接新的")
    if serving:
        await asyncio.wait(serving, timeout=LAST)


if __name__ == "__main__":
    asyncio.run(main())  # main 结束，取消剩下的任务
    print("服务端：已退出")

"""asyncio 的：做着的做完，闲着的马上取消。

运行：python tasks.py（Ctrl-C 结束），再运行 client.py
"""

import asyncio
import contextlib
import signal
import sys

HOST, PORT = "127.0.0.1", 21567
MOST = 8  # 同时服务几个客户端
SECONDS = 30  # 等一行、送一行各最多几秒
LAST = 8  # 结束时再等几秒
serving, busy = set(), set()  # 任务；其中正在做的


async def work(line):
    seconds = min(max(int(line), 0), 60)
    print(f"服务端：要做 {seconds} 秒")
    await asyncio.sleep(seconds)  # 代替真正要做的
    return f"做了 {seconds} 秒\n".encode()


async def converse(reader, writer, stop):
    me = asyncio.current_task()
    while not stop.is_set():
        line = await asyncio.wait_for(reader.readline(), SECONDS)
        if not line.endswith(b"\n"):
            break
        busy.add(me)
        try:
            writer.write(await work(line))
            await asyncio.wait_for(writer.drain(), SECONDS)
        finally:
            busy.discard(me)


async def hang_up(writer):
    """先好好关闭；一秒还没有送完，就不要了。"""
    writer.close()
    try:
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            await asyncio.wait_for(writer.wait_closed(), 1)
    finally:
        writer.transport.abort()


async def serve(reader, writer, stop):
    serving.add(asyncio.current_task())
    try:
        if len(serving) > MOST:
            raise ValueError("满了")
        await converse(reader, writer, stop)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        print(f"服务端：断开一个客户端：{str(error) or '太慢了'}")
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
        lambda r, w: serve(r, w, stop), HOST, PORT, limit=1024
    )
    print(f"服务端：正在监听 {HOST}:{PORT}")
    await stop.wait()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # 再来，立刻结束
    server.close()
    for task in serving - busy:
        task.cancel()
    with contextlib.suppress(OSError):  # 写不出去，也等他们做完
        print("服务端：不再接新的", flush=True)
    if busy:
        await asyncio.wait(busy, timeout=LAST)
    return len(busy)


if __name__ == "__main__":
    left = asyncio.run(main())  # main 结束，取消剩下的任务
    if left:
        sys.exit(f"服务端：{left} 个没有做完，断开了")
    print("服务端：都做完了")

"""中继：夹在客户端和服务端中间，把两个方向的话打印出来。

运行：先运行 server.py，再运行 relay.py，客户端改连 21568
"""

import asyncio
import signal

HERE = ("127.0.0.1", 21568)  # 客户端连这里
THERE = ("127.0.0.1", 21567)  # 真正的服务端
MOST = 20  # 同时几条连接
SHOWN = 60  # 每次最多打印几个字节
SECONDS = 300  # 一个方向最多沉默几秒

numbers = set()  # 正在中继的连接的编号


async def pump(reader, writer, name):
    """一个方向：来多少打印多少，转过去；说完了就半关闭。"""
    while data := await asyncio.wait_for(reader.read(65536), SECONDS):
        print(f"{name} {len(data)} 字节 {data[:SHOWN]!r}")
        writer.write(data)
        await asyncio.wait_for(writer.drain(), SECONDS)
    # 另一个方向断了，relay 关闭两边，这里也读到空的
    if not writer.is_closing():
        print(f"{name} 说完了")
        writer.write_eof()


async def relay(reader, writer, number):
    there = None
    try:
        there_reader, there = await asyncio.wait_for(
            asyncio.open_connection(*THERE), SECONDS
        )
        for it in (writer, there):  # drain 等到全交给了系统
            it.transport.set_write_buffer_limits(0)
        await asyncio.gather(
            pump(reader, there, f"{number} →"),
            pump(there_reader, writer, f"{number} ←"),
        )
    except (OSError, asyncio.TimeoutError) as error:
        print(f"{number} 断开：{error!r}")
    finally:  # 一边坏了，两边都断开
        writer.transport.abort()
        if there:
            there.transport.abort()


async def accept(reader, writer):
    free = set(range(1, MOST + 1)) - numbers
    if not free:
        writer.close()  # 满了
        return
    number = min(free)
    numbers.add(number)
    try:
        await relay(reader, writer, number)
    except asyncio.CancelledError:
        print(f"{number} 断开：中继要退出了")
    finally:
        numbers.remove(number)


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)  # Ctrl-C
    server = await asyncio.start_server(accept, *HERE)
    print("中继：正在监听 127.0.0.1:21568")
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())  # main 结束，取消没有说完的
    print("中继：已退出")

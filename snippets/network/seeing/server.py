"""服务端：一行一答。

运行：python server.py（Ctrl-C 结束）
"""

import asyncio
import signal

ADDRESS = ("127.0.0.1", 21567)
SECONDS = 300  # 最多沉默几秒


async def serve(reader, writer):
    writer.transport.set_write_buffer_limits(0)
    try:
        while line := await asyncio.wait_for(
            reader.readline(), SECONDS
        ):
            writer.write(b"got " + line)
            await asyncio.wait_for(writer.drain(), SECONDS)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        print(f"服务端：断开一个客户端：{error!r}")
    except asyncio.CancelledError:
        print("服务端：断开一个客户端：要退出了")
    finally:
        writer.transport.abort()  # drain 过的都已交给系统


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)  # Ctrl-C
    server = await asyncio.start_server(serve, *ADDRESS)
    print("服务端：正在监听 127.0.0.1:21567")
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())  # main 结束，取消没有说完的
    print("服务端：已退出")

"""asyncio 的 TLS 服务端：加上 ssl= 就是，握手也有时限。

运行：python async_server.py（Ctrl-C 结束），再运行 client.py
"""

import asyncio
import signal

from server import ADDRESS, LARGEST, SECONDS, server_context


async def talk(reader, writer):
    line = await asyncio.wait_for(reader.readline(), SECONDS)
    if not line.endswith(b"\n"):
        raise ValueError("没有说完")
    print(f"服务端：收到 {line.decode()!r}")
    writer.write("你好，我是服务端\n".encode())
    await asyncio.wait_for(writer.drain(), SECONDS)


async def serve(reader, writer):
    try:
        await talk(reader, writer)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        print(f"服务端：断开一个客户端：{error!r}")
    except asyncio.CancelledError:
        print("服务端：断开一个客户端：要退出了")
    finally:
        writer.close()  # TLS 要等对方也说再见，可是不等太久
        loop = asyncio.get_running_loop()
        loop.call_later(SECONDS, writer.transport.abort)


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    server = await asyncio.start_server(
        serve,
        *ADDRESS,
        limit=LARGEST,
        ssl=server_context(),
        ssl_handshake_timeout=SECONDS,
    )
    print("服务端：正在监听 127.0.0.1:21567")
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())  # main 结束，取消没有说完的
    print("服务端：已退出")

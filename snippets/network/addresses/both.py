"""在一个名字的每个地址上监听：asyncio 自己查，自己建套接字。

运行：python both.py localhost（Ctrl-C 结束），再运行 client.py
"""

import asyncio
import sys

PORT = 21567


async def serve(reader, writer):
    try:
        host, *_ = writer.get_extra_info("peername") or ["已经走了"]
        print(f"服务端：来了一个客户端，从 {host}")
        writer.write(b"hello\n")
        await asyncio.wait_for(writer.drain(), 5)
    except (OSError, asyncio.TimeoutError) as error:
        print(f"服务端：断开一个客户端：{error!r}")
    finally:
        writer.close()


async def listen(host):
    server = await asyncio.start_server(serve, host, PORT)
    async with server:
        print(f"服务端：正在监听 {host} 的 {PORT} 端口")
        await server.serve_forever()


def main():
    try:
        asyncio.run(listen(sys.argv[1]))
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()

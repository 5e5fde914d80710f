"""往不收的客户端写 100 MB：每写一块，等它送出去，最多等一秒。

运行：python drain.py
"""

import asyncio
import socket

HOST, PORT = "127.0.0.1", 21567
BLOCKS = 100  # 写几块，一块 1 MB


async def pour(writer):
    for _ in range(BLOCKS):
        writer.write(bytes(1_000_000))
        await asyncio.wait_for(writer.drain(), 1)


def kept(writer):
    size = writer.transport.get_write_buffer_size()
    return f"{round(size / 10_000_000) * 10} MB"


async def watch(pour):
    """一个客户端连上来，什么也不收；pour 往里写。"""
    done = asyncio.Event()

    async def serve(reader, writer):
        try:
            await pour(writer)
            print(f"服务端：{BLOCKS} MB 都写了")
        except asyncio.TimeoutError:
            print("服务端：一秒还送不出去，断开它")
        finally:
            print(f"服务端：写缓冲区里大约攒着 {kept(writer)}")
            writer.transport.abort()
            done.set()

    server = await asyncio.start_server(serve, HOST, PORT)
    with socket.create_connection((HOST, PORT), timeout=5):
        await asyncio.wait_for(done.wait(), 10)
    server.close()


if __name__ == "__main__":
    asyncio.run(watch(pour))

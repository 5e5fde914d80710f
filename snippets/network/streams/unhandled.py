"""错误示范：处理客户端的协程，异常没有捕获。

运行：python unhandled.py（Ctrl-C 结束），再运行 client.py
"""

import asyncio

HOST, PORT = "127.0.0.1", 21567


async def serve(reader, writer):
    number = int(await reader.readline())
    writer.write(f"{number + 1}\n".encode())
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, HOST, PORT)
    print(f"服务端：正在监听 {HOST}:{PORT}")
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print("服务端：已退出")

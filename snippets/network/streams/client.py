"""说一行，等一行回复，总共最多三秒；没有回复就是错误。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import asyncio
import sys

from server import HOST, LARGEST, PORT, why


async def ask(text):
    reader, writer = await asyncio.open_connection(
        HOST, PORT, limit=LARGEST
    )
    try:
        writer.write(f"{text}\n".encode())
        await writer.drain()
        reply = await reader.readline()
        if not reply.endswith(b"\n"):
            raise ValueError("没有说完")
        return reply.decode().rstrip("\n")
    finally:
        writer.transport.abort()  # 马上断开，什么也不再等


def main():
    try:
        reply = asyncio.run(asyncio.wait_for(ask("来自客户的问候"), 3))
        print("客户端：服务端说", reply)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        sys.exit(f"客户端：没有得到回复：{why(error)}")


if __name__ == "__main__":
    main()

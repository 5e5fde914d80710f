"""第一个地址不应声：等它，还是也试第二个？

运行：先运行 python full.py ::1 和 python server.py 127.0.0.1
"""

import asyncio
import socket
import time

from server import PORT


def one_by_one():
    with socket.create_connection(("localhost", PORT), timeout=2) as it:
        return it.getpeername()[0]


async def open_close():
    _, writer = await asyncio.wait_for(
        asyncio.open_connection(
            "localhost", PORT, happy_eyeballs_delay=0.25
        ),
        10,  # 总共最多十秒
    )
    address = writer.get_extra_info("peername")[0]
    writer.transport.abort()
    return address


def happy_eyeballs():
    return asyncio.run(open_close())


def main():
    for connect in (one_by_one, happy_eyeballs):
        start = time.monotonic()
        address = connect()
        slow = time.monotonic() - start >= 2
        print(f"客户端：{connect.__name__} 连上了 {address}")
        print("客户端：等了两秒以上吗？", slow)


if __name__ == "__main__":
    main()

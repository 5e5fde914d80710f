"""每条消息前面四个字节是它的长度：好的、没说完的、太长的、太慢的。

运行：python framed.py
"""

import asyncio

HOST, PORT = "127.0.0.1", 21567
LARGEST = 64 * 1024  # 一条消息最多几个字节


async def read_message(reader):
    """收一条消息；对方说完了，得到 None。"""
    try:
        head = await reader.readexactly(4)
    except asyncio.IncompleteReadError as error:
        if not error.partial:  # 恰好在两条之间
            return None
        raise
    length = int.from_bytes(head, "big")
    if length > LARGEST:
        raise ValueError(f"太长了：{length}")
    return await reader.readexactly(length)


async def serve(reader, writer):
    try:
        while True:
            message = await asyncio.wait_for(read_message(reader), 2)
            if message is None:
                print("服务端：对方说完了")
                break
            print(f"服务端：收到 {message.decode()!r}")
    except (OSError, EOFError, ValueError, asyncio.TimeoutError) as e:
        print(f"服务端：断开一个客户端：{str(e) or '太慢了'}")
    finally:
        writer.close()


async def send(data, finished=True):
    """发出这些字节，等服务端关闭；不说完，服务端就一直等。"""
    reader, writer = await asyncio.open_connection(HOST, PORT)
    try:
        writer.write(data)
        if finished:
            writer.write_eof()  # 我说完了
        await reader.read(1)
    except OSError:
        pass  # 服务端没读完就断开，也可能是重置
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, HOST, PORT)
    for data in (
        b"\x00\x00\x00\x02hi\x00\x00\x00\x05hello",
        b"\x00\x00\x00\x05hel",
        b"\xff\xff\xff\xff",
    ):
        await asyncio.wait_for(send(data), 10)
    await asyncio.wait_for(send(b"\x00", finished=False), 10)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())

"""对方说了十个字节，没有换行，就走了：三种读法各得到什么。

运行：python ways.py
"""

import asyncio

HOST, PORT = "127.0.0.1", 21567

WAYS = {
    "readline()": lambda reader: reader.readline(),
    "readuntil()": lambda reader: reader.readuntil(b"\n"),
    "readexactly()": lambda reader: reader.readexactly(20),
}


async def serve(reader, writer):
    writer.write(b"0123456789")
    writer.close()


async def try_it(name, limit):
    reader, writer = await asyncio.open_connection(
        HOST, PORT, limit=limit
    )
    try:
        got = await asyncio.wait_for(WAYS[name](reader), 5)
    except (ValueError, EOFError, asyncio.LimitOverrunError) as error:
        got = type(error).__name__
    finally:
        writer.close()
    print(f"limit={limit} 时，{name} 得到 {got}")


async def main():
    server = await asyncio.start_server(serve, HOST, PORT)
    for limit in (64, 4):
        for name in WAYS:
            await try_it(name, limit)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())

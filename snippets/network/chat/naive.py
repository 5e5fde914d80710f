"""错误示范：一个一个地等，等他收下了，才发给下一个。

运行：python naive.py（Ctrl-C 结束），再运行 delay.py
"""

import asyncio

import chat_asyncio
from chat_asyncio import read_line


class Room(chat_asyncio.Room):
    async def listen(self, reader, writer):
        while line := await read_line(reader):
            for other in self.writers - {writer}:
                other.write(line)
                await other.drain()  # 等他收


if __name__ == "__main__":
    asyncio.run(chat_asyncio.main(Room()))

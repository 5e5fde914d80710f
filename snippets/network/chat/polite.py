"""聊天服务端，asyncio：每个人一秒最多说五十行。

运行：python polite.py（Ctrl-C 结束），再运行 chatter.py
"""

import asyncio

import chat_asyncio
from chat_asyncio import read_line


class Room(chat_asyncio.Room):
    async def listen(self, reader, writer):
        while line := await read_line(reader):
            self.tell_others(line, writer)
            await asyncio.sleep(0.02)  # 先不听他的下一行


if __name__ == "__main__":
    asyncio.run(chat_asyncio.main(Room()))

"""错误示范：对方说完了，没有告诉另一边。

运行：python no_eof.py（Ctrl-C 结束）
"""

import proxy


class Link(proxy.Link):
    async def copy(self, side, reader, writer):
        while data := await reader.read(proxy.PIECE):
            writer.write(data)
            await writer.drain()


if __name__ == "__main__":
    proxy.Link = Link
    proxy.main()

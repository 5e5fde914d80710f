"""错误示范：一边说完了，没有告诉另一边。

运行：python no_eof.py（Ctrl-C 结束）
"""

import proxy


class Link(proxy.Link):
    async def relay(self, side, reader, writer):
        while data := await reader.read(proxy.PIECE):
            self.counts[side] += len(data)
            writer.write(data)
            await writer.drain()
        self.done(side)


if __name__ == "__main__":
    proxy.main(Link)

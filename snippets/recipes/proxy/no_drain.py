"""错误示范：来多少，写多少，不等那边来得及收。

运行：python no_drain.py（Ctrl-C 结束）
"""

import proxy


class Link(proxy.Link):
    async def relay(self, side, reader, writer):
        while data := await reader.read(proxy.PIECE):
            self.counts[side] += len(data)
            writer.write(data)
        self.done(side)
        writer.write_eof()


if __name__ == "__main__":
    proxy.main(Link)

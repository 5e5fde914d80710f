"""TCP 代理：把连接转给目标，记下多久、多少字节、谁先说完。

运行：python proxy.py（Ctrl-C 结束）
"""

import asyncio
import contextlib
import itertools
import logging
import socket
import struct

import serving

ADDRESS = ("127.0.0.1", 21567)  # 在这里听
TARGET = ("127.0.0.1", 21568)  # 转给它
MOST = 100  # 最多几条连接
CONNECT = 5  # 几秒连不上目标，就放弃
IDLE = 60  # 两边都没有动静，几秒就断开
PIECE = 65536
RESET = struct.pack("ii", 1, 0)  # 关就重置：见“回答到一半，断了”

log = logging.getLogger("proxy")


async def open_to(address):
    """连上它，得到 reader 和 writer；太久也是 OSError。"""
    try:
        return await asyncio.wait_for(
            asyncio.open_connection(*address), CONNECT
        )
    except asyncio.TimeoutError:
        raise OSError("timed out") from None


class Link:
    """一条连接：客户端那一边，和目标那一边。"""

    def __init__(self, number):
        self.number, self.loop = number, asyncio.get_running_loop()
        self.start = self.moved = self.loop.time()
        self.counts = {"客户端": 0, "目标": 0}  # 各说了几个字节
        self.ends, self.broken = [], False  # 怎样结束的
        self.writers = []

    def done(self, side):
        """side 说完了；只记先说完的。"""
        if not self.ends:
            self.ends.append(f"{side}先说完")

    def abort(self, why):
        """没有好好结束；只记第一个原因。"""
        if not self.broken:
            self.broken = True
            self.ends.append(why)
        self.reset()

    def keep_little(self):
        """系统也少攒一点：攒几 MB，收得慢就像没有动静。"""
        for writer in self.writers:
            sock = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):  # 断了，copy 会知道
                sock.setsockopt(
                    socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE
                )

    def reset(self):
        """两边都断开；只是关，对方会以为说完了。"""
        for writer in self.writers:
            sock = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):  # 已经关了
                sock.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, RESET
                )
            writer.transport.abort()

    async def connect(self):
        return await open_to(TARGET)

    async def relay(self, side, reader, writer):
        """side 说什么，都转给另一边；说完了，也告诉另一边。"""
        while data := await reader.read(PIECE):
            self.moved = self.loop.time()
            self.counts[side] += len(data)
            writer.write(data)
            await writer.drain()  # 那边来不及收，这边就不读
            self.moved = self.loop.time()
        self.done(side)
        writer.write_eof()  # 只关这一个方向

    async def copy(self, *way):
        try:
            await self.relay(*way)
        except OSError as error:
            self.abort(f"断了：{error}")

    async def watch(self):
        """太久没有动静，就断开。"""
        while (left := self.moved + IDLE - self.loop.time()) > 0:
            await asyncio.sleep(left)
        self.abort("太久没有动静")

    async def finish(self):
        """剩下的送完再关。"""
        for writer in self.writers:
            writer.close()
        for writer in self.writers:
            try:
                await writer.wait_closed()
            except OSError as error:
                self.abort(f"没有送完：{error}")

    async def run(self, sock):
        watching = asyncio.create_task(self.watch())
        try:
            reader, writer = await asyncio.open_connection(sock=sock)
            self.writers.append(writer)
            there, out = await self.connect()
            self.writers.append(out)
            if self.broken:  # 连得太久，watch 已经断开了
                return
            self.keep_little()
            await asyncio.gather(
                self.copy("客户端", reader, out),
                self.copy("目标", there, writer),
            )
            await self.finish()
        except OSError as error:
            self.abort(f"连不上目标：{error}")
        except asyncio.CancelledError:
            self.abort("代理要结束了")
            raise
        finally:
            watching.cancel()
            self.reset()
            self.report()

    def report(self):
        log.info(
            "#%d 结束：去 %d 字节，回 %d 字节，%.1f 秒；%s",
            self.number,
            *self.counts.values(),
            self.loop.time() - self.start,
            "，".join(self.ends) or "出错了",
        )


def main(kind=Link):
    numbers = itertools.count(1)

    async def serve(sock, peer):
        with sock:
            link = kind(next(numbers))
            log.info("#%d 开始：%s:%d", link.number, *peer[:2])
            await link.run(sock)

    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        datefmt="%H:%M:%S",
    )
    serving.run(ADDRESS, serve, MOST, log.info)


if __name__ == "__main__":
    main()

"""聊天服务端，asyncio：一个人说一行，其余的人都听到。

运行：python chat_asyncio.py（Ctrl-C 结束），再运行 trial.py
"""

import asyncio
import contextlib
import signal
import socket

ADDRESS = ("127.0.0.1", 21567)
MOST = 40  # 最多几个人
LONGEST = 1024  # 一行最多几个字节，不算换行
WAITING = 64 * 1024  # 还没发给一个人的，最多几个字节
SILENT = 3  # 几秒没有说完一行就断开；正式的写几分钟


def say(text):
    """写不出去（例如磁盘满了），照样服务。"""
    with contextlib.suppress(OSError):
        print(text, flush=True)


async def read_line(reader):
    """下一行；走了是 b""，不对的都是异常。"""
    try:
        line = await asyncio.wait_for(reader.readline(), SILENT)
    except asyncio.TimeoutError:
        raise ValueError("不说话") from None
    except ValueError:  # 超过了 limit
        raise ValueError("太长了") from None
    if line and not line.endswith(b"\n"):
        raise ValueError("没有说完")
    line.decode()  # 不是 UTF-8，也是 ValueError
    return line


class Room:
    def __init__(self):
        self.writers = set()
        self.tasks = set()
        self.closing = False

    async def serve(self, reader, writer):
        """一个人一个任务。"""
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            self.enter(writer)
            await self.listen(reader, writer)
        except (OSError, ValueError) as error:  # 只断开这一个
            self.drop(writer, error)
        finally:
            self.drop(writer)
            self.tasks.remove(task)

    async def listen(self, reader, writer):
        while line := await read_line(reader):
            self.tell_others(line, writer)
            await asyncio.sleep(0)  # 一行一让

    def enter(self, writer):
        full = self.closing or len(self.writers) >= MOST
        self.writers.add(writer)
        writer.write(("满了" if full else "欢迎").encode() + b"\n")
        if full:
            raise ValueError("要退出了" if self.closing else "满了")
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, WAITING
        )

    def tell_others(self, line, me):
        for writer in self.writers - {me}:
            if writer.is_closing():  # 断了，它的任务会知道
                continue
            writer.write(line)  # 只是放进缓冲区，不等
            if writer.transport.get_write_buffer_size() > WAITING:
                self.drop(writer, "太慢了")

    def drop(self, writer, why=None):
        if writer in self.writers:
            self.writers.remove(writer)
            writer.transport.abort()  # 没发出去的不要了
            if why:
                say(f"服务端：断开一个：{why}")

    async def close(self):
        self.closing = True
        for writer in list(self.writers):
            self.drop(writer)
        await asyncio.gather(*self.tasks)


async def main(room):
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    server = await asyncio.start_server(
        room.serve, *ADDRESS, limit=LONGEST, backlog=128
    )
    try:
        say("服务端：正在监听 127.0.0.1:21567")
        await stop.wait()
    finally:
        server.close()  # 不再接新的
        await room.close()
    say("服务端：已退出")


if __name__ == "__main__":
    asyncio.run(main(Room()))

"""聊天室：一行是一句，送给别的每一个人；谁也拖不垮它。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import asyncio
import contextlib
import socket

import serving

ADDRESS = ("127.0.0.1", 21567)
PEOPLE = 50  # 最多几个人
NAME, LINE = 16, 1000  # 名字最多几个字，一句最多几个字节
SECONDS = 10  # 几秒之内说出名字
PAUSE = 0.1  # 一个人说了一句，隔几秒才收下一句
WAITING = 65536  # 替一个人最多攒几个字节


def say(text):
    with contextlib.suppress(OSError, ValueError):  # 写不出去，照样服务
        print(f"服务端：{text}", flush=True)


def clean(text):
    """不能显示的字符会清屏、改颜色、倒着写：换掉。"""
    text = " ".join(text.split())
    return "".join(c if c.isprintable() else "?" for c in text)


async def read_line(reader):
    """收一行；对方说完了，返回 None。"""
    try:
        line = await reader.readline()
    except ValueError:
        raise ValueError("一行太长了") from None
    return clean(line.decode()) if line.endswith(b"\n") else None


class Room:
    def __init__(self):
        self.people = {}  # 名字，和送话给他的 writer

    def send(self, name, text):
        """送一行。不等他收：来不及收、攒得太多，就断开他。"""
        writer = self.people[name]
        if writer.is_closing():
            return
        writer.write(f"{text}\n".encode())
        if writer.transport.get_write_buffer_size() > WAITING:
            writer.transport.abort()
            say(f"{name} 不收，断开")

    def tell(self, text, but):
        """送给 but 以外的每一个人。"""
        for name in self.people:
            if name != but:
                self.send(name, text)

    def heard(self, name, text):
        self.tell(name + "：" + text, name)

    def join(self, name, writer):
        if not (name.isalnum() and len(name) <= NAME):
            raise ValueError("名字不行")
        if name in self.people:
            raise ValueError("名字有人用了")
        if len(self.people) >= PEOPLE:
            raise ValueError("满了")
        say(f"{name} 来了")
        self.people[name] = writer
        self.send(name, "* 在这里的：" + " ".join(self.people))
        self.tell(f"* {name} 来了", name)

    async def greet(self, reader, writer):
        try:
            name = await asyncio.wait_for(read_line(reader), SECONDS)
        except asyncio.TimeoutError:
            raise ValueError("不说名字") from None
        if name is None:
            raise ValueError("没说名字就走了")
        self.join(name, writer)
        return name

    async def talk(self, reader, writer):
        name, why = None, "走了"
        try:
            name = await self.greet(reader, writer)
            while (text := await read_line(reader)) is not None:
                if text:
                    self.heard(name, text)
                await asyncio.sleep(PAUSE)  # 说得太快，就让他等
        except (OSError, ValueError) as error:
            why = f"断开了：{error}"
            writer.write(f"* {why}\n".encode())
        finally:
            self.people.pop(name, None)
        say(f"{name or '一个没有名字的'} {why}")
        if name:
            self.tell(f"* {name} 走了", name)

    async def serve(self, sock, _):
        with sock:
            serving.keep_alive(sock)
            sock.setsockopt(
                socket.SOL_SOCKET, socket.SO_SNDBUF, WAITING
            )  # 系统也不替他多攒
            reader, writer = await asyncio.open_connection(
                sock=sock, limit=LINE
            )
            try:
                await self.talk(reader, writer)
                await serving.close(writer, SECONDS)
            finally:
                writer.transport.abort()


def main(room):
    # 还没有说名字的，也占一个位子
    serving.run(ADDRESS, room.serve, 2 * PEOPLE, say)


if __name__ == "__main__":
    main(Room())

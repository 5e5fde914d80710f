"""线程、selectors、asyncio 各写一个服务端，同时连着 50、200、500 个客户端：要多久，用多少内存。

量一遍，打印成 JSON。只在 Linux 上：内存从 /proc 里读。
"""

import json
import re
import selectors
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import clock_gettime, perf_counter, sleep

COUNTS = (50, 200, 500)  # 同时连着几个；客户端和服务端各自的描述符都不到 1024 个
WAITING = max(COUNTS)  # 最多几个排着队等服务端来接：排不下的，一秒以后才再试
ROUNDS = 3  # 每样做几批
TURNS = 25  # 只有一个在问时，一批问几次
ASKED = b"0123456789abcde\n"  # 问的，也是回答的
PATIENCE = 30  # 最多等几秒；等不到就出错，不会停在那里


# 四种服务端：收到什么，就发回什么。


def serve(connection):
    """一个线程，一个客户端。"""
    with connection:
        while data := connection.recv(1024):
            connection.sendall(data)


def threads(listening):
    """每个客户端一个线程。"""
    while True:
        connection, _ = listening.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


def one_thread(listening, selector):
    """一个线程：由 selector 说出谁准备好了。"""
    selector.register(listening, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is listening:
                connection, _ = listening.accept()
                selector.register(connection, selectors.EVENT_READ)
            elif data := key.fileobj.recv(1024):
                key.fileobj.sendall(data)
            else:
                selector.unregister(key.fileobj)
                key.fileobj.close()


def epoll(listening):
    """selectors 在 Linux 上挑选的 epoll。"""
    one_thread(listening, selectors.DefaultSelector())


def select(listening):
    """最早的 select：每次都要把所有的套接字看一遍。"""
    one_thread(listening, selectors.SelectSelector())


async def serve_stream(reader, writer):
    """一个任务，一个客户端。"""
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


def streams(listening):
    """现成的 asyncio.start_server。"""
    import asyncio  # 别的服务端不用它，不算它的内存

    async def main():
        server = await asyncio.start_server(serve_stream, sock=listening, backlog=WAITING)
        await server.serve_forever()

    asyncio.run(main())


KINDS = {"thread": threads, "epoll": epoll, "select": select, "asyncio": streams}


# 客户端：在另一个进程里，一个线程管着所有的连接。


def send(connection):
    """问一次。"""
    connection.sendall(ASKED)


def receive(connection):
    """等回答。"""
    left = len(ASKED)
    while left:
        part = connection.recv(left)
        if not part:
            raise EOFError("服务端不在了")
        left -= len(part)


def all_at_once(connections):
    """大家一起问，都等到回答。"""
    for connection in connections:
        send(connection)
    for connection in connections:
        receive(connection)


def only_one(connections):
    """只有第一个在问，别的都不说话。"""
    for _ in range(TURNS):
        all_at_once(connections[:1])


def used(pid):
    """一个进程到现在用掉几秒 CPU 时间。它的时钟的号码，就是 clock_getcpuclockid(3) 给出的。

    等它睡下再看：还在运行的，系统没有记下最后一段。
    """
    sleep(0.001)
    return clock_gettime(~pid << 3 | 2)


def batches(pid, act, connections):
    """做 ROUNDS 批。返回最快的一批过了几秒，服务端在中间的一批里用掉几秒 CPU 时间。"""
    seconds, cpu = [], []
    for _ in range(ROUNDS):
        before, start = used(pid), perf_counter()
        act(connections)
        seconds.append(perf_counter() - start)
        cpu.append(used(pid) - before)
    return min(seconds), median(cpu)


def memory(pid):
    """一个进程（常驻的，虚拟的）内存，几 MB。"""
    texts = (Path(f"/proc/{pid}/{name}").read_text() for name in ("smaps_rollup", "status"))
    return tuple(
        int(re.search(rf"^{field}: +(\d+) kB", text.replace("\t", " "), re.MULTILINE)[1]) / 1024
        for field, text in zip(("Rss", "VmSize"), texts, strict=True)
    )


def load(pid, address, kind):
    """一个服务端，连着的客户端越来越多。

    last：大家一起问，最后一个等了几秒。all、one：大家一起问、只有一个在问，服务端回答一次用掉几秒
    CPU 时间。resident、virtual：比只连着一个时，多用几 MB 内存。
    """
    seconds, resident, virtual = {}, {}, {}
    with ExitStack() as stack:
        connections = []

        def connect(count):
            while len(connections) < count:
                connections.append(stack.enter_context(socket.create_connection(address, PATIENCE)))
            all_at_once(connections)  # 热身：回答过每一个，就都接好了

        connect(1)
        before = memory(pid)
        for count in COUNTS:
            connect(count)
            last, together = batches(pid, all_at_once, connections)
            _, alone = batches(pid, only_one, connections)
            times = {"last": last, "all": together / count, "one": alone / TURNS}
            seconds |= {f"{name} {kind} {count}": [time] for name, time in times.items()}
            resident[f"{kind} {count}"], virtual[f"{kind} {count}"] = (
                [after - first] for after, first in zip(memory(pid), before, strict=True)
            )
    return {"seconds": seconds, "resident": resident, "virtual": virtual}


@contextmanager
def started(kind):
    """一个服务端，在另一个进程里运行这个文件；用完就杀死。"""
    with subprocess.Popen([sys.executable, __file__, kind], stdout=subprocess.PIPE) as server:
        try:
            yield server
        finally:
            server.kill()


def measure():
    """每个服务端量一遍。"""
    found = {"seconds": {}, "resident": {}, "virtual": {}}
    with ExitStack() as stack:
        servers = {kind: stack.enter_context(started(kind)) for kind in KINDS}  # 同时启动，轮流量
        for kind, server in servers.items():
            address = "127.0.0.1", int(server.stdout.readline())
            for group, numbers in load(server.pid, address, kind).items():
                found[group] |= numbers
    return found


def main():
    """写明一种，就是那个服务端；不写，量一遍。"""
    if sys.argv[1:]:
        with socket.create_server(("127.0.0.1", 0), backlog=WAITING) as listening:
            print(listening.getsockname()[1], flush=True)
            KINDS[sys.argv[1]](listening)
    else:
        print(json.dumps(measure()))


if __name__ == "__main__":
    main()

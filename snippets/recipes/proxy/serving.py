"""接客：来一个启动一个任务，几个有上限，Ctrl-C 全部结束。

用法：见 proxy.py
"""

import asyncio
import contextlib
import signal
import socket


async def accept_all(listener, serve, most, say):
    """满了就先不接；接不了，歇一秒再接。"""
    loop = asyncio.get_running_loop()
    places, tasks = asyncio.Semaphore(most), set()

    def done(task):
        places.release()
        tasks.remove(task)
        if not task.cancelled() and task.exception():
            say(f"出错了：{task.exception()!r}")

    while True:
        await places.acquire()
        try:
            sock, peer = await loop.sock_accept(listener)
        except OSError as error:  # 例如描述符用完了
            places.release()
            say(f"接不了：{error}")
            await asyncio.sleep(1)
            continue
        task = asyncio.create_task(serve(sock, peer))
        tasks.add(task)
        task.add_done_callback(done)


async def listen(address, serve, most, say):
    me, loop = asyncio.current_task(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, me.cancel)
    with socket.create_server(address, backlog=128) as listener:
        listener.setblocking(False)
        say("正在监听 {}:{}".format(*address))
        await accept_all(listener, serve, most, say)


def run(address, serve, most, say):
    """serve(sock, peer) 是协程函数，管一个客户端。"""
    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(listen(address, serve, most, say))
    say("已退出")

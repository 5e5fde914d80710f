"""接客：来一个启动一个任务，几个有上限，Ctrl-C 全部结束。

用法：见 server.py
"""

import asyncio
import contextlib
import signal
import socket

KEEP = {
    "TCP_KEEPIDLE": 60,  # 没有话的时候，几秒以后问一声
    "TCP_KEEPINTVL": 15,  # 没有回音，隔几秒再问
    "TCP_KEEPCNT": 4,  # 问几次：60 + 15 × 4 秒，两分钟
    "TCP_USER_TIMEOUT": 120_000,  # 有话没送到，几毫秒算断了
}


def keep_alive(sock):
    """对方断了电、断了网：两分钟左右知道。"""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEP.items():
        if hasattr(socket, name):  # 有的系统没有
            option = getattr(socket, name)
            sock.setsockopt(socket.IPPROTO_TCP, option, value)


async def close(writer, seconds):
    """送完剩下的再关；几秒还送不完，就不送了。"""
    try:
        writer.close()
        await asyncio.wait_for(writer.wait_closed(), seconds)
    except (OSError, asyncio.TimeoutError):
        pass
    finally:
        writer.transport.abort()


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

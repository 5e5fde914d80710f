"""量四种写法，一个一个地启动它们。

运行：python compare.py
"""

import contextlib
import pathlib
import subprocess
import sys

from trial import enter, exchange

PROGRAMS = (
    "chat_asyncio.py",
    "chat_threads.py",
    "chat_socketserver.py",
    "chat_selectors.py",
)


def use(server):
    """四十个人时几个线程；有一个不收的，五十行最久几秒。"""
    with contextlib.ExitStack() as stack:
        for _ in range(40):
            stack.enter_context(enter())
        tasks = pathlib.Path(f"/proc/{server.pid}/task")
        threads = len(list(tasks.iterdir()))
    with enter(small=True), enter() as a, enter() as b:
        longest = max(exchange(a, b) for _ in range(10))
        server.terminate()  # SIGTERM，三个人还在
        server.wait(timeout=10)
    return threads, longest


def measure(program):
    with subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE
    ) as server:
        try:
            server.stdout.readline()  # 正在监听
            threads, longest = use(server)
        finally:
            server.kill()
        *_, last = server.stdout.read().decode().splitlines()
    source = pathlib.Path(program).read_text(encoding="utf-8")
    lines = len([line for line in source.splitlines() if line.strip()])
    print(f"{program}：{lines} 行，{threads} 个线程")
    print(f"  五十行最久 {longest * 1000:.0f} 毫秒")
    print(f"  SIGTERM 以后：{last}，状态 {server.returncode}")


def main():
    for program in PROGRAMS:
        measure(program)


if __name__ == "__main__":
    main()

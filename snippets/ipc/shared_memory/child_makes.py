"""错误示范：块由子进程来造。只在 Linux 上看得到还在不在。

运行：python child_makes.py fork
"""

import multiprocessing
import sys
import time
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path


def draw(conn):
    block = SharedMemory(create=True, size=3)
    conn.send(block.name)
    block.close()


def main():
    method = sys.argv[1]
    context = multiprocessing.get_context(method)
    here, there = context.Pipe()
    artist = context.Process(target=draw, args=(there,))
    artist.start()
    there.close()  # 子进程死了，recv 才报错，不会永远等
    path = Path("/dev/shm", here.recv())  # Linux 上，块是个文件
    artist.join()
    end = time.monotonic() + 2
    while path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    print(f"main（{method}）：两秒以后，块还在吗？", path.exists())
    if path.exists():
        block = SharedMemory(path.name)
        block.unlink()
        block.close()


if __name__ == "__main__":
    main()

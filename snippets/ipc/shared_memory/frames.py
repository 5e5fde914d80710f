"""二十张 8 MB 的图，经过管道，经过共享内存块，各要多久？

运行：python frames.py
"""

import time
from multiprocessing import Pipe, Process
from multiprocessing.shared_memory import SharedMemory

SIZE, TIMES = 8_000_000, 20
PICTURE = bytes(SIZE)


def by_pipe(conn):
    for _ in range(TIMES):
        picture = conn.recv_bytes()
        conn.send(picture[SIZE - 1])


def by_block(conn, name):
    block = SharedMemory(name)
    try:
        for _ in range(TIMES):
            conn.recv()  # 等一句“好了”
            conn.send(block.buf[SIZE - 1])
    finally:
        block.close()


def measure(text, target, args, send):
    here, there = Pipe()
    viewer = Process(target=target, args=(there, *args), daemon=True)
    viewer.start()
    send(here)  # 第一张不算：子进程还在启动
    here.recv()
    start = time.perf_counter()
    for _ in range(TIMES - 1):
        send(here)
        here.recv()  # 看完了，才换下一张
    print(f"main：{text}，{time.perf_counter() - start:.4f} 秒")
    viewer.join()


def main():
    measure("管道", by_pipe, (), lambda here: here.send_bytes(PICTURE))
    block = SharedMemory(create=True, size=SIZE)

    def send(here):
        block.buf[:SIZE] = PICTURE
        here.send("好了")

    try:
        measure("共享内存块", by_block, (block.name,), send)
    finally:
        block.unlink()
        block.close()


if __name__ == "__main__":
    main()

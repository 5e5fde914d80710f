"""五十张 1 MB 的图，经过管道，经过共享内存块，一张要多久？

运行：python frames.py
"""

import time
from multiprocessing import Pipe, Process
from multiprocessing.shared_memory import SharedMemory

SIZE, TIMES = 1_000_000, 50
PICTURE = bytes(range(250)) * (SIZE // 250)


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
    args = (there, *args)  # there，再加 args 里的每一样
    viewer = Process(target=target, args=args, daemon=True)
    viewer.start()
    there.close()  # 主进程不用这一头
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        send(here)
        here.recv()  # 看完了，才换下一张
        times.append(time.perf_counter() - start)
    print(f"main：{text}，最快的一张 {min(times) * 1000:.2f} 毫秒")
    viewer.join()


def main():
    block = SharedMemory(create=True, size=SIZE)

    def send_picture(here):
        here.send_bytes(PICTURE)

    def send_word(here):
        block.buf[:SIZE] = PICTURE
        here.send("好了")

    try:
        measure("管道", by_pipe, (), send_picture)
        measure("共享内存块", by_block, (block.name,), send_word)
    finally:
        block.unlink()
        block.close()


if __name__ == "__main__":
    main()

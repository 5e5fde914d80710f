"""错误示范：两个进程往同一个写端送大的东西。

运行：python glued.py
"""

import contextlib
import multiprocessing
import time

SIZE = 1_000_000


def send(letter, writer, together):
    together.wait(timeout=10)  # 三个都到了，才往下走
    with contextlib.suppress(BrokenPipeError):  # main 不收了
        writer.send_bytes(letter * SIZE)


def main():
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    together = context.Barrier(3)  # 两个子进程，还有 main
    for letter in (b"A", b"B"):
        context.Process(
            target=send, args=(letter, writer, together), daemon=True
        ).start()
    together.wait(timeout=10)
    time.sleep(0.5)  # 代替别的事，做完才来收
    data = reader.recv_bytes(maxlength=SIZE)
    print("main：第一条有", len(data), "字节")
    print("main：有 A 吗？", b"A" in data, "有 B 吗？", b"B" in data)
    try:
        reader.recv_bytes(maxlength=SIZE)
    except OSError as error:
        print("main：第二条：", error)


if __name__ == "__main__":
    main()

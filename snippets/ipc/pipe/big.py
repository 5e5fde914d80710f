"""管道装得下，send 马上返回；装不下，就等对方来收。

运行：python big.py
"""

import multiprocessing


def download(writer, size, returned):
    with writer:
        writer.send("大" * size)
        returned.set()


def try_one(size):
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    returned = context.Event()
    p = context.Process(
        target=download, args=(writer, size, returned), daemon=True
    )
    with writer:
        p.start()
    with reader:
        print("main：来了吗？", reader.poll(10))
        print("main：send 返回了吗？", returned.wait(timeout=1))
        print("main：收到", len(reader.recv()), "个字")
        print("main：send 返回了吗？", returned.wait(timeout=10))
    p.join()


def main():
    try_one(1)
    try_one(1_000_000)


if __name__ == "__main__":
    main()

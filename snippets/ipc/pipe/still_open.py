"""错误示范：main 只收，却没有关闭自己手里的写端。

运行：python still_open.py
"""

import multiprocessing


def download(writer):
    with writer:
        for word in ["hello", "world", "123"]:
            writer.send(word)


def main():
    reader, writer = multiprocessing.Pipe(duplex=False)
    p = multiprocessing.Process(target=download, args=(writer,))
    p.start()
    for _ in range(3):
        print("main：收到", reader.recv())
    p.join()
    print("main：download 结束了，退出状态是", p.exitcode)
    print("main：等 1 秒，来了什么吗？", reader.poll(1))
    writer.close()
    print("main：关闭写端，再等 1 秒呢？", reader.poll(1))
    try:
        reader.recv()
    except EOFError:
        print("main：来的是 EOFError")


if __name__ == "__main__":
    main()

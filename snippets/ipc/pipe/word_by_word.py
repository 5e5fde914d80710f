"""子进程一个一个地送，主进程收到没有了为止。

运行：python word_by_word.py
"""

import multiprocessing

SECONDS = 10  # 下一个最多等几秒


def download(writer):
    with writer:  # 走的时候关闭写端，出了错也关
        for word in ["hello", "world", "123"]:
            writer.send(word)


def receive(reader):
    if not reader.poll(SECONDS):
        raise TimeoutError(f"{SECONDS} 秒没有东西来")
    return reader.recv()


def main():
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    p = context.Process(target=download, args=(writer,), daemon=True)
    with reader:
        with writer:  # main 只收：交给了子进程，自己的就关闭
            p.start()
        while True:
            try:
                word = receive(reader)
            except EOFError:
                print("main：写端都关闭了，没有了")
                break
            except OSError as error:  # 一条没送完就没了，或者太久
                print(f"main：不等了：{error!r}")
                p.kill()  # 它也许还在，强行结束它
                break
            print("main：收到", word)
        p.join()
        print("main：download 的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

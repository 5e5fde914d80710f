"""对方不在了，recv 和 send 抛出什么。

运行：python gone.py（Linux 或 macOS）
"""

import multiprocessing


def send_big(writer):
    writer.send("大" * 1_000_000)


def show(what, call, *args):
    try:
        call(*args)
    except (EOFError, OSError) as error:
        print(f"main：{what}，得到 {error!r}")


def main():
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    theirs.close()
    show("对方关闭了，我收", ours.recv)
    show("对方关闭了，我送", ours.send, "hello")

    ours, theirs = context.Pipe()
    ours.send("hello")
    theirs.close()
    show("它没有收我的就关闭了，我收", ours.recv)

    reader, writer = context.Pipe(duplex=False)
    p = context.Process(target=send_big, args=(writer,), daemon=True)
    with writer:
        p.start()
    reader.poll(10)  # 开始送了
    p.join(timeout=1)  # 管道装不下，它停在 send 里
    p.kill()  # 强行结束它，送了一半
    p.join()
    show("它送到一半就没了，我收", reader.recv)

    show("这一端只能收，我送", reader.send, "hello")


if __name__ == "__main__":
    main()

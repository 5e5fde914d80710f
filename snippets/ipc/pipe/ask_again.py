"""问工人 100 除以几；它没了，就启动一个新的，接着问。

运行：python ask_again.py
"""

import multiprocessing

SECONDS = 5  # 一个回答最多等几秒


def divide(connection):
    try:
        while True:
            connection.send(100 / connection.recv())
    except EOFError:
        pass  # 没有人再问了


def start():
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    p = context.Process(target=divide, args=(theirs,), daemon=True)
    with theirs:
        p.start()
    return ours, p


def ask(connection, number):
    connection.send(number)
    if not connection.poll(SECONDS):
        raise TimeoutError(f"{SECONDS} 秒没有回答")
    return connection.recv()


def main():
    ours, p = start()
    for number in (50, 0, 20):
        try:
            answer = ask(ours, number)
        except (EOFError, OSError):
            ours.close()
            p.join(timeout=5)  # 出了错的，等它走完
            p.kill()  # 没有回答的，不等了
            p.join()
            print(f"main：问 {number}，工人没了：{p.exitcode}")
            ours, p = start()
        else:
            print(f"main：100 / {number} 是", answer)
    ours.close()
    p.join()
    print("main：最后一个工人的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

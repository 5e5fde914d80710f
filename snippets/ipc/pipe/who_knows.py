"""main 关闭了自己的那一端，工人知道吗？三种启动方式各试一次。

运行：python who_knows.py（Linux 或 macOS）
"""

import multiprocessing


def square(connection):
    try:
        while True:
            connection.send(connection.recv() ** 2)
    except EOFError:
        pass  # 没有人再问了


def try_one(method):
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()  # 两端都能送能收
    p = context.Process(target=square, args=(theirs,), daemon=True)
    with theirs:  # 这一端是工人的
        p.start()
    with ours:
        ours.send(7)
        print(f"main（{method}）：7 的平方是", ours.recv())
    p.join(timeout=2)
    print(f"main（{method}）：工人还在等吗？", p.is_alive())
    p.kill()  # 还在等的，强行结束
    p.join()


def main():
    for method in ("fork", "spawn", "forkserver"):
        try_one(method)


if __name__ == "__main__":
    main()

"""错误示范：代理只写在 args 里，main 自己不留着。

运行：python no_name.py
"""

import multiprocessing


def worker(d, started):
    started.wait(timeout=10)
    d["n"] = 1


def main():
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    with context.Manager() as manager:
        p = context.Process(
            target=worker, args=(manager.dict(), started)
        )
        p.start()
        started.set()
        p.join()
        print("main：worker 的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

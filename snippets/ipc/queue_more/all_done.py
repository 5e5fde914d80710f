"""放进去的每一件都做完了才走；有工人死了，也不会一直等。

运行：python all_done.py
"""

import multiprocessing
import threading

END = None


def add(part, todo):
    begin, end = part
    if end - begin > 300:  # 太长，分成两半，放回去
        middle = (begin + end) // 2
        todo.put((begin, middle))
        todo.put((middle, end))
    else:
        print(f"{begin} 到 {end}：{sum(range(begin, end))}\n", end="")


def worker(todo):
    try:
        while (part := todo.get()) is not END:
            add(part, todo)  # 出了异常，工人就结束
            todo.task_done()  # 做成了，才减一
    finally:
        todo.cancel_join_thread()  # 没送完的不等，立刻结束


def wait_done(todo, workers):
    """等到每一件都做完；有工人死了，就抛出异常。"""
    waiting = threading.Thread(target=todo.join, daemon=True)
    waiting.start()
    while waiting.is_alive():
        waiting.join(timeout=0.2)
        for p in workers:
            if waiting.is_alive() and p.exitcode is not None:
                raise RuntimeError(f"工人死了，状态 {p.exitcode}")


def main():
    todo = multiprocessing.JoinableQueue()
    workers = [
        multiprocessing.Process(
            target=worker, args=(todo,), daemon=True
        )
        for _ in range(2)
    ]
    for p in workers:
        p.start()
    try:
        todo.put((0, 1000))
        wait_done(todo, workers)
        for _ in workers:
            todo.put(END)
        for p in workers:
            p.join()
        print("main：都做完了")
    finally:
        todo.cancel_join_thread()  # 出了错，剩下的不要了
        for p in workers:
            p.terminate()  # 已经结束的，不受影响


if __name__ == "__main__":
    main()

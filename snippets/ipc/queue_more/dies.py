"""同一个工人，用 wait_done 等：突然没了，或者出了异常。

运行：python dies.py
"""

import multiprocessing

from all_done import wait_done
from join_hangs import worker


def run(numbers):
    todo = multiprocessing.JoinableQueue()
    p = multiprocessing.Process(
        target=worker, args=(todo,), daemon=True
    )
    p.start()
    try:
        for number in numbers:
            todo.put(number)
        wait_done(todo, [p])
    except RuntimeError as error:
        print(f"main：出错了：{error}")
    finally:
        todo.cancel_join_thread()
        p.terminate()


def main():
    run([1, 2, 3])
    run([1, 0, 3])


if __name__ == "__main__":
    main()

"""错误示范：只管 join()，工人突然没了。

运行：python join_hangs.py
"""

import multiprocessing
import os
import threading


def worker(todo):
    while True:
        number = todo.get()
        if number == 2:
            os._exit(3)  # 模拟突然没了：finally 也不执行
        print("worker：做完", 100 / number)
        todo.task_done()


def main():
    todo = multiprocessing.JoinableQueue()
    p = multiprocessing.Process(
        target=worker, args=(todo,), daemon=True
    )
    p.start()
    for number in (1, 2, 3):
        todo.put(number)
    waiting = threading.Thread(target=todo.join, daemon=True)
    waiting.start()
    p.join()
    waiting.join(timeout=1)  # 直接写 todo.join()，就一直等下去
    print("main：join() 还在等吗？", waiting.is_alive())


if __name__ == "__main__":
    main()

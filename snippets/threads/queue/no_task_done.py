"""错误示范：一件出了异常，没有 task_done()，join() 就等不完。

运行：python no_task_done.py
"""

import queue
import threading


def worker(todo):
    while True:
        text = todo.get()
        if text is None:
            return
        try:
            print(f"工人：{int(text)}")
            todo.task_done()
        except ValueError:
            print(f"工人：{text} 不是数")


def main():
    todo = queue.Queue()
    t = threading.Thread(target=worker, args=(todo,))
    t.start()
    for text in ["1", "二", "3"]:
        todo.put(text)
    waiter = threading.Thread(target=todo.join, daemon=True)
    waiter.start()
    waiter.join(timeout=1)
    print("main：三件都做完了吗？", not waiter.is_alive())
    todo.put(None)
    t.join()


if __name__ == "__main__":
    main()

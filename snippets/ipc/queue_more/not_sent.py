"""错误示范：放进去一件不能序列化的，再等它做完。

运行：python not_sent.py
"""

import multiprocessing
import queue
import threading


def main():
    todo = multiprocessing.JoinableQueue()
    todo.put(threading.Lock())
    try:
        todo.get(timeout=1)
    except queue.Empty:
        print("main：没有东西可取")
    waiting = threading.Thread(target=todo.join, daemon=True)
    waiting.start()
    waiting.join(timeout=1)  # 直接写 todo.join()，就一直等下去
    print("main：join() 还在等吗？", waiting.is_alive())


if __name__ == "__main__":
    main()

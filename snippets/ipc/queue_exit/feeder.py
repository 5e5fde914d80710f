"""序列化和发送不在 put 里，在后台发送线程里。

运行：python feeder.py
"""

import multiprocessing
import queue
import threading

checked = threading.Event()


class Letter:
    """一封信。序列化时，先等 main 看完队列。"""

    def __reduce__(self):
        checked.wait(timeout=10)
        print(f"{threading.current_thread().name}：现在序列化")
        return str, ("信",)  # 到了那头，是 str("信")


def main():
    q = multiprocessing.Queue()
    q.put(Letter())
    print("main：put 返回了，empty() 是", q.empty())
    try:
        q.get_nowait()
    except queue.Empty:
        print("main：get_nowait() 也说没有东西")
    checked.set()
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

"""等太久，程序自己说出每个线程的名字，和它停在哪一行。

运行：python names.py
"""

import sys
import threading
import traceback


def report():
    frames = sys._current_frames()  # 线程的编号 -> 它的栈
    for t in threading.enumerate():
        frame = frames.get(t.ident)
        if frame is None or t is threading.current_thread():
            continue
        stack = traceback.extract_stack(frame)
        mine = [each for each in stack if each.filename == __file__]
        if mine:
            last = mine[-1]  # 现在停着的地方
            print(f"{t.name}：第 {last.lineno} 行，{last.line}")


def cook(ready):
    ready.wait()


def main():
    ready = threading.Event()
    t = threading.Thread(target=cook, args=(ready,), name="cook")
    t.start()
    t.join(timeout=1)
    if t.is_alive():
        print("main：等了一秒，还没有做完")
        report()
    ready.set()
    t.join()


if __name__ == "__main__":
    main()

"""工人死了，哪一件没做完：开始和做完都报告。

运行：python which.py
"""

import multiprocessing
import os
import threading

from all_done import wait_done

END = None


def worker(todo, report):
    while True:
        number = todo.get()
        report.put(("开始", number))
        if number == 3:
            os._exit(3)  # 模拟突然没了
        report.put(("做完", number))
        todo.task_done()


def collect(report, lists):
    for what, number in iter(report.get, END):
        lists[what].append(number)


def main():
    todo = multiprocessing.JoinableQueue()
    report = multiprocessing.SimpleQueue()
    p = multiprocessing.Process(
        target=worker, args=(todo, report), daemon=True
    )
    p.start()
    lists = {"开始": [], "做完": []}
    t = threading.Thread(
        target=collect, args=(report, lists), daemon=True
    )
    t.start()
    try:
        for number in range(1, 6):
            todo.put(number)
        wait_done(todo, [p])
    except RuntimeError as error:
        print(f"main：出错了：{error}")
    finally:
        todo.cancel_join_thread()
        p.terminate()
    report.put(END)
    t.join()
    print("main：做完的", lists["做完"])
    begun = [n for n in lists["开始"] if n not in lists["做完"]]
    print("main：拿走了没做完的", begun)


if __name__ == "__main__":
    main()

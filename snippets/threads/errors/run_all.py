"""三件事各在一个线程里：说清哪几件失败了，为什么。

运行：python run_all.py
"""

import sys
import threading


class Task(threading.Thread):
    """做一个函数的线程，异常留在 error 里。"""

    def __init__(self, function, name):
        super().__init__(name=name)
        self.function = function
        self.error = None

    def run(self):
        try:
            self.function()
        except BaseException as error:
            self.error = error


def sing():
    print("sing：唱完了")


def dance():
    raise RuntimeError("扭了脚")


def draw():
    sys.exit("没有纸")


def main():
    tasks = [
        Task(sing, "唱歌"),
        Task(dance, "跳舞"),
        Task(draw, "画画"),
    ]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    failed = [task for task in tasks if task.error is not None]
    for task in failed:
        print(f"main：{task.name} 失败了：{task.error!r}")
    if failed:
        sys.exit(f"main：{len(failed)} 件失败")


if __name__ == "__main__":
    main()

"""自己的线程也带回返回值和异常：记在线程对象里。

运行：python bring_back.py
"""

import threading


class Task(threading.Thread):
    """做一个函数的线程；result() 取回返回值，或者抛出异常。"""

    def __init__(self, function, *args):
        super().__init__()
        self.function = function
        self.args = args
        self.value = None
        self.error = None

    def run(self):
        try:
            self.value = self.function(*self.args)
        except BaseException as error:
            self.error = error

    def result(self, timeout=None):
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError("还没有做完")
        if self.error is not None:
            raise self.error
        return self.value


def sing(song):
    if song == "送别":
        raise RuntimeError(f"不会唱《{song}》")
    return f"《{song}》唱完了"


def main():
    tasks = [Task(sing, song) for song in ("茉莉花", "送别")]
    for task in tasks:
        task.start()
    for task in tasks:
        print(f"main：{task.result(timeout=10)}")


if __name__ == "__main__":
    main()

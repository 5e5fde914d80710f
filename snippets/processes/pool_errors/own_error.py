"""自己的异常类：参数全部交给 super().__init__，就送得回来。

运行：python own_error.py
"""

from concurrent.futures import ProcessPoolExecutor


class OrderError(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code, self.text = code, text

    def __str__(self):
        return f"错误 {self.code}：{self.text}"


def worker(kind):
    raise kind(7, "没有货")


def main(kind=OrderError):
    with ProcessPoolExecutor(max_workers=1) as pool:
        error = pool.submit(worker, kind).exception()
        print(f"main：得到的是 {type(error).__name__}：{error}")


if __name__ == "__main__":
    main()

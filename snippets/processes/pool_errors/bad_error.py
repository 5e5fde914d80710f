"""错误示范：异常类不能反序列化，整个池就坏了。

运行：python bad_error.py
"""

from concurrent.futures import ProcessPoolExecutor


class OrderError(Exception):
    def __init__(self, code, text):
        super().__init__(f"错误 {code}：{text}")  # 只留下一个参数


def worker():
    raise OrderError(7, "没有货")


def main():
    with ProcessPoolExecutor(max_workers=1) as pool:
        error = pool.submit(worker).exception()
        print("main：得到的是", type(error).__name__)


if __name__ == "__main__":
    main()

"""子解释器里的异常，到了外面是什么。

运行：python errors.py
"""

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor
from contextlib import closing


def divide(number):
    return 100 / number


def main():
    with InterpreterPoolExecutor(max_workers=2) as pool:
        try:
            pool.submit(divide, 0).result()
        except ZeroDivisionError as e:
            print(f"main：池交还 {e!r}")

    with closing(interpreters.create()) as interp:
        try:
            interp.call(divide, 0)
        except interpreters.ExecutionFailed as e:
            print(f"main：call 说 {e.excinfo.formatted}")
        interp.exec("import faulthandler")


if __name__ == "__main__":
    main()

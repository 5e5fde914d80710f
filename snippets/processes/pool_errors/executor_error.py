"""任务里的异常：result() 把它交还给主进程。

运行：python executor_error.py
"""

from concurrent.futures import ProcessPoolExecutor


def worker(number):
    return 100 / number


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        futures = [pool.submit(worker, n) for n in range(3)]
        for number, future in enumerate(futures):
            try:
                print(f"main：任务 {number} 的结果是", future.result())
            except ZeroDivisionError as error:
                print(f"main：任务 {number} 失败了：{error!r}")


if __name__ == "__main__":
    main()

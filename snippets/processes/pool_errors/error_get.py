"""get() 取回结果，任务里的异常也在这里交还给主进程。

运行：python error_get.py
"""

from multiprocessing import Pool


def worker(number):
    return 100 / number


def main():
    with Pool(3) as pool:
        results = [pool.apply_async(worker, (n,)) for n in range(3)]
        for number, result in enumerate(results):
            try:
                print(f"main：任务 {number} 的结果是", result.get())
            except ZeroDivisionError as error:
                print(f"main：任务 {number} 失败了：{error!r}")


if __name__ == "__main__":
    main()

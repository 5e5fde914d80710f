"""不接住 get() 抛出的异常：Traceback 里也有工人进程的那一半。

运行：python error_traceback.py
"""

from multiprocessing import Pool


def worker(number):
    return 100 / number


def main():
    with Pool(3) as pool:
        print("main：结果是", pool.apply_async(worker, (0,)).get())


if __name__ == "__main__":
    main()

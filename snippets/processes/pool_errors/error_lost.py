"""错误示范：没有 get()。

运行：python error_lost.py
"""

from multiprocessing import Pool


def worker(number):
    return 100 / number


def main():
    with Pool(3) as pool:
        for number in range(3):
            pool.apply_async(worker, (number,))
        pool.close()
        pool.join()
    print("main：全部做完")


if __name__ == "__main__":
    main()

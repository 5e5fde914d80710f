"""close 只是不再收新任务，已经收下的照样做完。

运行：python after_close.py
"""

from multiprocessing import Pool


def square(number):
    return number * number


def main():
    with Pool(3) as pool:
        results = [pool.apply_async(square, (i,)) for i in range(10)]
        pool.close()
        try:
            pool.apply_async(square, (10,))
        except ValueError as error:
            print("main：新任务被拒绝：", error, sep="")
        pool.join()
        print("main：旧任务照做：", [r.get() for r in results], sep="")


if __name__ == "__main__":
    main()

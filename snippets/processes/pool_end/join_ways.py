"""什么时候可以 join：close 之后，或者 terminate 之后。

运行：python join_ways.py
"""

from multiprocessing import Pool


def square(number):
    return number * number


def main():
    with Pool(3) as pool:
        try:
            pool.join()
        except ValueError as error:
            print("main：没有 close 就 join：", error)
        results = [pool.apply_async(square, (i,)) for i in range(4)]
        pool.close()
        try:
            pool.apply_async(square, (10,))
        except ValueError as error:
            print("main：close 之后交新任务：", error)
        pool.join()
        print("main：收下的照做：", [each.get() for each in results])
    pool.join()  # 离开 with 时是 terminate，之后也可以 join
    print("main：terminate 之后 join，可以")


if __name__ == "__main__":
    main()

"""故意写错：没有 close 就 join。

运行：python join_first.py
"""

from multiprocessing import Pool


def main():
    with Pool(3) as pool:
        pool.join()


if __name__ == "__main__":
    main()

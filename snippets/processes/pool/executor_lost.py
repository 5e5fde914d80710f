"""故意写错：交了任务，不看 result()，异常一样会丢。

运行：python executor_lost.py
"""

from concurrent.futures import ProcessPoolExecutor


def worker(number):
    return 100 / number


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        pool.submit(worker, 0)
    print("main：全部做完，看上去一切正常")


if __name__ == "__main__":
    main()

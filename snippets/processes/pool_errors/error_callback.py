"""不关心结果，只关心失败：把处理失败的函数交给 error_callback。

运行：python error_callback.py
"""

import threading
from multiprocessing import Pool


def worker(number):
    return 100 / number


def report(error):
    here = threading.current_thread() is threading.main_thread()
    print(f"main：失败了：{error!r}，在主线程里吗？{here}")


def main():
    with Pool(3) as pool:
        for n in range(3):
            pool.apply_async(worker, (n,), error_callback=report)
        pool.close()
        pool.join()
    print("main：进程池结束")


if __name__ == "__main__":
    main()

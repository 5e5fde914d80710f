"""任务一交出去就可以开始，不等 pool start，也不等 close。

运行：python b10_starts_at_once.py
"""

from multiprocessing import Pool


def worker(msg):
    print("任务", msg, "执行完毕")


def main():
    po = Pool(3)
    po.apply_async(worker, (0,)).get()
    print("--------pool start---------")
    po.close()
    po.join()


if __name__ == "__main__":
    main()

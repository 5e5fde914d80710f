"""和 b10_lost_error.py 只差一处：留着返回值，再 get()。

运行：python b10_with_get.py
"""

from multiprocessing import Pool


def worker(msg):
    raise RuntimeError("第 %d 个任务失败了" % msg)


def main():
    po = Pool(3)
    results = [po.apply_async(worker, (i,)) for i in range(10)]
    po.close()
    po.join()
    results[0].get()
    print("---------pool end----------")


if __name__ == "__main__":
    main()

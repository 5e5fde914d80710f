"""错误示范：照笔记那样不接 apply_async 的返回值，异常就丢了。

运行：python b10_lost_error.py
"""

from multiprocessing import Pool


def worker(msg):
    raise RuntimeError("第 %d 个任务失败了" % msg)


def main():
    po = Pool(3)
    for i in range(10):
        po.apply_async(worker, (i,))
    po.close()
    po.join()
    print("---------pool end----------")


if __name__ == "__main__":
    main()

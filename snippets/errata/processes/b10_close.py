"""错误示范：把“关闭进程池”当成结束，它只是不再收新任务。

运行：python b10_close.py
"""

from multiprocessing import Pool


def worker(msg):
    print("任务", msg, "执行完毕")


def main():
    po = Pool(1)
    old = po.apply_async(worker, (0,))
    po.close()
    old.get()
    po.apply_async(worker, (1,))


if __name__ == "__main__":
    main()

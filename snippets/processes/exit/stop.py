"""请子进程停下；不听，再强行结束。

运行：python stop.py
"""

import multiprocessing


def sing(stop):
    while not stop.wait(0.1):  # 等 0.1 秒；有人叫停就是 True
        pass  # 在这里唱一句
    print("sing：停下了")


def main():
    stop = multiprocessing.Event()
    p = multiprocessing.Process(target=sing, args=(stop,))
    p.start()
    try:
        p.join(timeout=0.5)  # 让它唱一会儿
    finally:
        if p.is_alive():
            stop.set()  # 请它停下
            p.join(timeout=5)
        if p.is_alive():
            p.kill()  # 五秒还不停，强行结束
            p.join()
    print("main：退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

"""错误示范：进程拿着锁被杀死，锁就一直锁着。

运行：python held.py
"""

import multiprocessing
import time


def add(counter, entered):
    with counter.get_lock():
        entered.set()  # 我拿到锁了
        time.sleep(3600)  # 锁里做很久的事


def main():
    counter = multiprocessing.Value("q", 0)
    entered = multiprocessing.Event()
    adder = multiprocessing.Process(target=add, args=(counter, entered))
    adder.start()
    entered.wait(timeout=10)
    adder.kill()
    adder.join()
    print("main：它的退出状态是", adder.exitcode)
    got = counter.get_lock().acquire(timeout=0.5)
    print("main：等了 0.5 秒，拿到锁了吗？", got)


if __name__ == "__main__":
    main()

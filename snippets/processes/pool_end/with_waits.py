"""在 with 里面就等：get() 取回每个结果。

运行：python with_waits.py
"""

import time
from multiprocessing import Pool


def worker():
    time.sleep(0.1)
    print("任务：做完", flush=True)


def main():
    with Pool(3) as pool:
        pool.apply_async(worker).get(timeout=10)
    print("main：with 结束了")


if __name__ == "__main__":
    main()

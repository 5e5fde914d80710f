"""遍历副本：别的线程不停地改，这里照样看完。

运行：python with_copy.py
"""

import threading

prices = {f"第 {i} 种": i for i in range(1000)}


def change(stop):
    while not stop.is_set():  # 一会儿多一样，一会儿少一样
        if "桃" in prices:
            del prices["桃"]
        else:
            prices["桃"] = 5


def main():
    stop = threading.Event()
    t = threading.Thread(target=change, args=(stop,))
    t.start()
    try:
        for _ in range(1000):
            total = 0
            for price in prices.copy().values():
                total += price
    finally:
        stop.set()
        t.join()
    print("main：看了一千遍，没有出错")


if __name__ == "__main__":
    main()

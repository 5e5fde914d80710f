"""一轮出错，记下来，接着做下一轮。

运行：python each_round.py
"""

import logging
import threading


def measure(number):
    if number == 2:
        raise ValueError("读不出温度")
    print(f"measure：第 {number} 次 20 度")


def every_round(stop):
    number = 0
    while not stop.wait(0.1):
        number += 1
        try:
            measure(number)
        except Exception:
            logging.exception("第 %d 次失败了", number)
        if number == 3:
            stop.set()


def main():
    stop = threading.Event()
    t = threading.Thread(target=every_round, args=(stop,))
    t.start()
    t.join()
    print("main：结束")


if __name__ == "__main__":
    main()

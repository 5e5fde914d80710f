"""一个会数数的线程类：自己有开关，也有结果。

运行：python ticker.py
"""

import threading
import time


class Ticker(threading.Thread):
    def __init__(self):
        super().__init__(name="ticker")
        self._stop_asked = threading.Event()
        self.count = 0

    def run(self):
        while not self._stop_asked.wait(0.1):
            self.count += 1

    def stop(self):
        self._stop_asked.set()
        self.join()


def main():
    ticker = Ticker()
    ticker.start()
    try:
        time.sleep(0.5)
    finally:
        ticker.stop()
    print(f"main：数了 {ticker.count} 下")
    print("main：至少一下吗？", ticker.count >= 1)
    print("main：还活着吗？", ticker.is_alive())


if __name__ == "__main__":
    main()

"""用 Event 请线程停下：它唱完手里的一句，收拾好再走。

运行：python stop.py
"""

import threading
import time


def sing(stop):
    count = 0
    try:
        while not stop.wait(0.1):  # 等 0.1 秒；叫停了就是 True
            count += 1
            print(f"sing：唱第 {count} 句")
    finally:
        print(f"sing：唱了 {count} 句，收拾麦克风")


def main():
    stop = threading.Event()
    t = threading.Thread(target=sing, args=(stop,))
    t.start()
    try:
        time.sleep(0.35)  # 代替主线程要做的事
    finally:
        print("main：请停下")
        stop.set()
        t.join()
    print("main：结束")


if __name__ == "__main__":
    main()

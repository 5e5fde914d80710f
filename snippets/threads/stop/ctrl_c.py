"""按 Ctrl-C 干净地结束：主线程收到它，再通知别的线程。

运行：python ctrl_c.py，按 Ctrl-C 停止
"""

import threading
import time


def sing(stop):
    line = 0
    while not stop.wait(0.5):  # 每隔 0.5 秒唱一句
        line += 1
        print(f"sing：唱第 {line} 句")
    print("sing：知道了，停下")


def wait_for_ctrl_c():
    print("main：按 Ctrl-C 停止")
    while True:
        time.sleep(1)


def main():
    stop = threading.Event()
    t = threading.Thread(target=sing, args=(stop,))
    t.start()
    try:
        wait_for_ctrl_c()
    except KeyboardInterrupt:
        print("main：收到 Ctrl-C")
    finally:
        stop.set()
        t.join()
    print("main：结束")


if __name__ == "__main__":
    main()

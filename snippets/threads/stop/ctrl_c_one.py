"""错误示范：Ctrl-C 只打断主线程，唱歌的线程不知道。

运行：python ctrl_c_one.py，按 Ctrl-C
"""

import threading
import time


def sing():
    threading.main_thread().join()
    print("sing：主线程已经结束，我接着唱")
    for i in range(1, 4):
        print(f"sing：唱第 {i} 句")
        time.sleep(0.1)


def main():
    threading.Thread(target=sing).start()
    print("main：按 Ctrl-C 停止")
    while True:
        time.sleep(1)


if __name__ == "__main__":
    main()

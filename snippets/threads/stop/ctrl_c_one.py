"""错误示范：没有人叫唱歌的线程停下。

运行：python ctrl_c_one.py，按 Ctrl-C
"""

import threading
import time


def sing():
    threading.main_thread().join()  # 等到主线程结束
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

"""主线程出错也不会结束别的线程：程序等它们都跑完。

运行：python main_dies.py
"""

import threading


def dance():
    threading.main_thread().join()  # 等到主线程结束
    print("dance：主线程已经结束，我接着跳完")


def main():
    threading.Thread(target=dance).start()
    raise RuntimeError("main：我出错了")


if __name__ == "__main__":
    main()

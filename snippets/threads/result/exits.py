"""线程里的 SystemExit：只结束这一个线程，什么也不打印。

运行：python exits.py
"""

import sys
import threading


def sing():
    print("sing：我要退出了")
    sys.exit(3)


def main():
    t = threading.Thread(target=sing)
    t.start()
    t.join()
    print("main：sing 结束了，我照常做完")


if __name__ == "__main__":
    main()

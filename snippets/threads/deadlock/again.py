"""RLock：同一个线程可以再拿一次，放开同样多次才算放开。

运行：python again.py
"""

import threading

mutex = threading.RLock()


def outer():
    with mutex:
        inner()


def inner():
    with mutex:
        print("甲：同一把锁拿了两次")


def main():
    t = threading.Thread(target=outer, name="甲")
    t.start()
    t.join()
    print("main：做完了")


if __name__ == "__main__":
    main()

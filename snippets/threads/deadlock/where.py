"""错误示范：main 等一个死锁的线程；两秒后打印各线程停在哪里。

运行：python where.py
"""

import faulthandler
import threading

mutex = threading.Lock()


def outer():
    with mutex:
        inner()


def inner():
    with mutex:  # 同一个线程，同一把锁，第二次
        print("甲：到不了这里")


def main():
    faulthandler.dump_traceback_later(2, exit=True)
    t = threading.Thread(target=outer, name="甲")
    t.start()
    t.join()
    faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()

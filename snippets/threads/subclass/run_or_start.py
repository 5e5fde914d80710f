"""错误示范：把 run() 当作 start()；一个线程启动两次。

运行：python run_or_start.py
"""

import threading


class MyThread(threading.Thread):
    def run(self):
        where = threading.current_thread().name
        print("run：我在", where, "里执行")


def main():
    t1 = MyThread(name="childThread")
    print("main：调用 run()")
    t1.run()

    t2 = MyThread(name="childThread")
    print("main：调用 start()")
    t2.start()
    t2.join()

    print("main：再调用一次 start()")
    t2.start()


if __name__ == "__main__":
    main()

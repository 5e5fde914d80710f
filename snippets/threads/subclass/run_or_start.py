"""错误示范：调用 run() 不会启动线程，start() 才会。

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

"""错误示范：target=sing() 多了一对括号。

运行：python target_called.py
"""

import threading


def sing():
    print("sing：我在", threading.current_thread().name, "里唱")


def main():
    print("main：target=sing() 当场就调用了 sing")
    t1 = threading.Thread(target=sing(), name="歌手线程")
    t1.start()
    t1.join()

    print("main：target=sing 把函数交给线程")
    t2 = threading.Thread(target=sing, name="歌手线程")
    t2.start()
    t2.join()


if __name__ == "__main__":
    main()

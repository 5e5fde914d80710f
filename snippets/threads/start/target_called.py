"""错误示范：target=sing() 多了一对括号。

运行：python target_called.py
"""

import threading


def sing():
    print("sing：我在", threading.current_thread().name, "里唱")


def main():
    t = threading.Thread(target=sing(), name="歌手线程")
    print("main：现在才启动线程")
    t.start()
    t.join()
    print("main：线程结束了")


if __name__ == "__main__":
    main()

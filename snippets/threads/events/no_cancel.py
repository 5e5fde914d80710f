"""错误示范：不取消，做好了也提醒，程序也要等它。

运行：python no_cancel.py
"""

import threading


def remind(dish):
    print(f"提醒：{dish} 还没有好")


def main():
    threading.Timer(0.5, remind, args=("茶",)).start()
    print("main：茶 好了，结束")


if __name__ == "__main__":
    main()

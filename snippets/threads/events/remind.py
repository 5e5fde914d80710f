"""超过半秒还没有做好，就提醒一声；做好了就取消。

运行：python remind.py
"""

import threading
import time


def remind(dish):
    print(f"提醒：{dish} 还没有好")


def cook(dish, seconds):
    timer = threading.Timer(0.5, remind, args=(dish,))
    timer.start()
    try:
        time.sleep(seconds)  # 代替真正要做的事
    finally:
        timer.cancel()
    print(f"main：{dish} 好了")


def main():
    cook("茶", 0.1)
    cook("汤", 1)


if __name__ == "__main__":
    main()

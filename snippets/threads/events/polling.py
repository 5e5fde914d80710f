"""错误示范：每隔一秒看一眼，知道得太晚。

运行：python polling.py
"""

import threading
import time

done_at = []  # 空的：还没有好


def kitchen():
    time.sleep(0.2)
    print("厨房：火生好了")
    done_at.append(time.monotonic())


def main():
    t = threading.Thread(target=kitchen)
    t.start()
    while not done_at:
        time.sleep(1)
    late = time.monotonic() - done_at[0]
    print("main：晚了半秒以上吗？", late > 0.5)
    t.join()


if __name__ == "__main__":
    main()

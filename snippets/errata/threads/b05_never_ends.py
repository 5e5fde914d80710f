"""错误示范：while True 没有出口。daemon=True 是为了让本程序能停下。"""

import threading
import time


def dance():
    while True:
        time.sleep(1)  # 每隔 1 秒跳舞


t2 = threading.Thread(target=dance, daemon=True)
t2.start()
t2.join(timeout=0.3)
print("main：等了 0.3 秒，dance 还活着吗？", t2.is_alive())

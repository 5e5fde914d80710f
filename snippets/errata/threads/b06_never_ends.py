"""错误示范：while True 没有出口。daemon=True 是为了让本程序能停下。"""

import threading
import time


class MyThread(threading.Thread):
    def run(self):
        while True:
            time.sleep(1)


t = MyThread(daemon=True)
t.start()
t.join(timeout=0.3)
print("main：等了 0.3 秒，t 还活着吗？", t.is_alive())

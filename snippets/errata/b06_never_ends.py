"""故意写错：run 里的 while True 没有出口。"""

import threading
import time


class MyThread(threading.Thread):
    def run(self):
        threading.main_thread().join()
        print("childThread is doing something")
        while True:
            time.sleep(1)


if __name__ == "__main__":
    t = MyThread()
    t.start()

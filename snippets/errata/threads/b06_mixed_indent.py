"""错误示范：run 里的缩进混用制表符和空格，照抄笔记。"""

import threading
import time


class MyThread(threading.Thread):
    def run(self):
        while True:
        		print("childThread is doing something")
            time.sleep(1)


MyThread().start()

"""错误示范：类的文档字符串缩进两格，方法缩进四格。"""

import threading


class MyThread(threading.Thread):
  """自定义的线程类"""
    def run(self):
        print("childThread is doing something")


MyThread().start()

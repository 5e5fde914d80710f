"""重写了 run，传进来的 target 就不再被调用。"""

import threading


class MyThread(threading.Thread):
    def run(self):
        print("childThread：我是 run")


def target():
    print("childThread：我是 target")


for cls in (threading.Thread, MyThread):
    t = cls(target=target)
    t.start()
    t.join()

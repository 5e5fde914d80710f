"""故意写错：while True 没有出口，主线程结束了，程序也不结束。"""

import threading
import time


def dance():
    threading.main_thread().join()
    print("dance：主线程已经结束，我还在跳")
    while True:
        time.sleep(1)


threading.Thread(target=dance).start()
print("main：我的最后一行")

"""错误示范：用 sleep 等线程。"""

import threading
import time

g_num = 0
mutex = threading.Lock()
ready = threading.Event()


def testLock():
    global g_num
    ready.wait()  # 等一件 sleep 猜不到的事
    mutex.acquire()
    g_num += 1
    mutex.release()


t1 = threading.Thread(target=testLock)
t1.start()
time.sleep(0.2)
print("还有", threading.active_count(), "个线程活着")
print("final num = " + str(g_num))
ready.set()
t1.join()
print("join 之后 = " + str(g_num))

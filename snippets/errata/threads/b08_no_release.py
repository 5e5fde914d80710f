"""错误示范：加锁和解锁之间出了异常，release 没有执行。"""

import threading

g_num = "零"  # 不是数字，加一会出异常
mutex = threading.Lock()


def testLock():
    global g_num
    mutex.acquire()
    g_num += 1
    mutex.release()


t1 = threading.Thread(target=testLock)
t1.start()
t1.join()
print("main：0.2 秒内拿到锁了吗？", mutex.acquire(timeout=0.2))

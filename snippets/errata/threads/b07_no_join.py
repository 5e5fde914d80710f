"""错误示范：没有 join，打印的时候线程还没有加完。"""

import threading

g_num = 0
half = threading.Event()
printed = threading.Event()


def testLock():
    global g_num
    for i in range(1000000):
        g_num += 1
        if i == 499999:
            half.set()  # 加到一半
            printed.wait()  # 等主线程打印


t1 = threading.Thread(target=testLock)
t1.start()
half.wait()
print("final num = " + str(g_num))
printed.set()
t1.join()
print("join 之后 = " + str(g_num))

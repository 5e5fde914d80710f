"""错误示范：等了 join，但是没有锁。"""

import threading

g_num = 0
both_read = threading.Barrier(2)


def testLock():
    global g_num
    for i in range(100):
        value = g_num  # g_num += 1 拆成两步：读
        both_read.wait()
        g_num = value + 1  # 写
        both_read.wait()


threads = [threading.Thread(target=testLock) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("应得 200，final num = " + str(g_num))

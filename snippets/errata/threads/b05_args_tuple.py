"""错误示范：args=(g_num) 不是元组。"""

import threading

g_num = 100.


def sing(temp):
    print(temp)


t1 = threading.Thread(target=sing, args=(g_num))
t1.start()
t1.join()
print("main：t1 已经结束，它一行也没有打印")

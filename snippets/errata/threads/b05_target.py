"""target 不是地址：凡是能调用的对象都可以。"""

import functools
import threading


class Singer:
    def __call__(self):
        print("Singer 对象：我也能当 target")


for target in (
    Singer(),
    functools.partial(print, "partial 对象：我也能当 target"),
    lambda: print("lambda：我也能当 target"),
):
    t = threading.Thread(target=target)
    t.start()
    t.join()

"""每个名字只读一次；不同的名字可以同时读。

运行：python load_once.py
"""

import threading
import time

cache = {}
locks = {}


def load(name):
    print(f"load：开始读 {name}\n", end="")
    time.sleep(0.5)  # 读要花时间
    print(f"load：读完 {name}\n", end="")
    return f"{name} 的内容"


def get(name):
    # 一步：已经有锁就用它，没有就留下新的这一把
    mutex = locks.setdefault(name, threading.Lock())
    with mutex:
        if name not in cache:
            cache[name] = load(name)
        return cache[name]


def main():
    names = ["菜单", "菜单", "价格", "价格", "菜单"]
    threads = [
        threading.Thread(target=get, args=(name,)) for name in names
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：字典里有 {len(cache)} 份")


if __name__ == "__main__":
    main()

"""同一个接收方，结束时说最多占了多少内存。

运行：python measured.py（Ctrl-C 结束），再运行 send.py
"""

import resource  # Windows 没有
import threading

import receive


def main():
    receive.main()
    for thread in threading.enumerate()[1:]:
        if thread.is_alive():  # 不是正在启动
            thread.join()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(f"接收方：最多占 {usage.ru_maxrss / 1024:.1f} MB")


if __name__ == "__main__":
    main()

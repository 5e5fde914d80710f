"""每隔一会儿做一次，做三次；随时可以叫停。

运行：python three_reports.py
"""

import threading


def report(stop, enough):
    number = 0
    while not stop.wait(0.2):
        number += 1
        print(f"report：第 {number} 次")
        if number == 3:
            enough.set()


def main():
    stop, enough = threading.Event(), threading.Event()
    t = threading.Thread(target=report, args=(stop, enough))
    t.start()
    try:
        if not enough.wait(timeout=10):  # 最多等十秒
            raise TimeoutError("等了十秒，还没有报告三次")
    finally:
        stop.set()
        t.join()
    print("main：做够了")


if __name__ == "__main__":
    main()

"""五个客人先后到，到了三个就开席，不等其余的。

运行：python three_of_five.py
"""

import threading
import time

arrived = []
changed = threading.Condition()


def enough():
    return len(arrived) >= 3


def guest(seconds):
    time.sleep(seconds)
    with changed:
        arrived.append(seconds)
        changed.notify_all()


def main():
    threads = [
        threading.Thread(target=guest, args=(seconds,))
        for seconds in (0.1, 0.2, 0.3, 0.4, 0.5)
    ]
    for t in threads:
        t.start()
    with changed:
        if changed.wait_for(enough, timeout=5):
            print("main：够三个了，开席")
        else:
            print("main：等了 5 秒，不够三个")
    for t in threads:
        t.join()
    print(f"main：都到了，共 {len(arrived)} 个")


if __name__ == "__main__":
    main()

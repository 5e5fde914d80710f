"""车坐满三个人才开：条件变量等的是一个条件，不是一次通知。

运行：python bus.py
"""

import threading

seats = []
changed = threading.Condition()  # 护住 seats，也管通知


def full():
    return len(seats) >= 3


def passenger(name):
    with changed:
        seats.append(name)
        print(f"{name}：上车")
        changed.notify_all()  # 条件可能变了，都来看看


def main():
    threads = [
        threading.Thread(target=passenger, args=(name,))
        for name in ("甲", "乙", "丙")
    ]
    for t in threads:
        t.start()
    with changed:
        if changed.wait_for(full, timeout=5):
            print(f"main：{len(seats)} 个人，开车")
        else:
            print("main：等了 5 秒，还没有坐满")
    for t in threads:
        t.join()


if __name__ == "__main__":
    main()

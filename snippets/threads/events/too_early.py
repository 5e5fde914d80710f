"""错误示范：先通知，后等；没有人在等，通知就没有了。

运行：python too_early.py
"""

import threading

dishes = []
changed = threading.Condition()


def main():
    with changed:
        dishes.append("茶")
        changed.notify_all()
    with changed:
        print("main：等通知，等到了吗？", changed.wait(timeout=1))
        print("main：茶在这里吗？", "茶" in dishes)


if __name__ == "__main__":
    main()

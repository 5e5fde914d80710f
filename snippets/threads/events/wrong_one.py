"""错误示范：两种人等在一起，notify() 叫醒的不是该醒的那个。

运行：python wrong_one.py
"""

import threading

dishes = []
changed = threading.Condition()


def guest(dish, sitting):
    with changed:
        sitting.set()
        changed.wait_for(lambda: dish in dishes)
        print(f"客人：拿到{dish}")


def main():
    guests = {}
    for dish in ("面", "饭"):  # 等面的先坐下
        sitting = threading.Event()
        guests[dish] = threading.Thread(
            target=guest, args=(dish, sitting), daemon=True
        )
        guests[dish].start()
        sitting.wait()
    with changed:
        dishes.append("饭")
        changed.notify()
    guests["饭"].join(timeout=1)
    print("main：等饭的还在等吗？", guests["饭"].is_alive())
    with changed:
        changed.notify_all()
    guests["饭"].join(timeout=1)


if __name__ == "__main__":
    main()

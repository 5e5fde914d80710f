"""等不到位子就走，不永远排队；拿到的，写在 finally 里还。

运行：python too_busy.py
"""

import threading

slots = threading.BoundedSemaphore(1)


def serve(name, seated, leave):
    if not slots.acquire(timeout=0.2):
        print(f"{name}：等了 0.2 秒，没有位子")
        return
    try:
        print(f"{name}：坐下了")
        seated.set()
        leave.wait()  # 代替要做的事
    finally:
        slots.release()


def main():
    seated, leave = threading.Event(), threading.Event()
    t1, t2 = (
        threading.Thread(target=serve, args=(name, seated, leave))
        for name in ("甲", "乙")
    )
    t1.start()
    seated.wait()
    t2.start()
    t2.join()
    leave.set()
    t1.join()
    print("main：现在拿得到吗？", slots.acquire(blocking=False))


if __name__ == "__main__":
    main()

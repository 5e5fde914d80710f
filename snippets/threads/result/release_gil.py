"""有的 C 函数计算时放开 GIL，有的不放：主线程能常醒来吗？

运行：python release_gil.py
"""

import hashlib
import threading


def hash_it():
    hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 1_000_000)


def add_it():
    sum(range(30_000_000))


def often_awake(work):
    """work 在线程里做；这时主线程能醒来 5 次以上吗？"""
    t = threading.Thread(target=work)
    t.start()
    times = 0
    while t.is_alive():
        t.join(0.01)  # 最多睡 0.01 秒，醒来要 GIL
        times += 1
    return times > 5


def main():
    print("main：hash_it 算的时候，我常醒来吗？", often_awake(hash_it))
    print("main：add_it 算的时候，我常醒来吗？", often_awake(add_it))


if __name__ == "__main__":
    main()

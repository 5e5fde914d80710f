"""转账要拿两把锁：总是先拿编号小的那一把，就不会死锁。

运行：python transfer.py
"""

import threading


class Account:
    def __init__(self, number, money):
        self.number = number
        self.money = money
        self.lock = threading.Lock()


def by_number(account):
    return account.number


def transfer(source, target, amount):
    if source is target:  # 同一把锁不能拿两次
        return
    first, second = sorted((source, target), key=by_number)
    with first.lock, second.lock:  # 先拿第一把，再拿第二把
        source.money -= amount
        target.money += amount


def many(source, target):
    for _ in range(10_000):
        transfer(source, target, 1)


def main():
    a, b = Account(1, 500), Account(2, 500)
    t1 = threading.Thread(target=many, args=(a, b))
    t2 = threading.Thread(target=many, args=(b, a))
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print(f"main：A 有 {a.money}，B 有 {b.money}")


if __name__ == "__main__":
    main()

"""几个任务合用一份库存：由 Manager 保管，改的时候加锁。

运行：python sell.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def sell(dish, stock, lock):
    with lock:  # 先看再改，中间不许别人插进来
        if stock[dish] == 0:
            return False
        stock[dish] -= 1
        return True


def main():
    orders = ["面", "面", "饭", "面", "饭"]
    with multiprocessing.Manager() as manager:
        stock = manager.dict({"面": 2, "饭": 1})
        lock = manager.Lock()
        with ProcessPoolExecutor(max_workers=2) as pool:
            tasks = [
                pool.submit(sell, dish, stock, lock) for dish in orders
            ]
            sold = [task.result() for task in tasks]
        left = stock.copy()  # 全部取回，是普通的字典
    print(f"main：卖出 {sold.count(True)} 份，还剩 {left}")


if __name__ == "__main__":
    main()

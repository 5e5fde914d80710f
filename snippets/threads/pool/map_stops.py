"""错误示范：有的任务会失败，还用 map：后面的结果拿不到了。

运行：python map_stops.py
"""

import time
from concurrent.futures import ThreadPoolExecutor

begun = []  # 开始做了的


def half(number):
    begun.append(number)
    time.sleep(0.2)  # 代替要做一会儿的事
    if number % 2:
        raise ValueError(f"{number} 不是双数")
    return number // 2


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        results = pool.map(half, [2, 5, 6, 8])
        try:
            for result in results:
                print("main：得到", result)
        except ValueError as error:
            print("main：失败了，", error)
        print("main：后面还有", list(results))
    print("main：8 开始做了吗？", 8 in begun)


if __name__ == "__main__":
    main()

"""错误示范：任务是 lambda，不能序列化，交不到工人手里。

运行：python not_picklable.py
"""

from concurrent.futures import ProcessPoolExecutor


def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        future = pool.submit(lambda: 42)
        print("main：submit 返回了，没有报错")
        try:
            print("main：结果是", future.result())
        except Exception as error:  # 哪一种，各版本不同
            print("main：失败了：", error)


if __name__ == "__main__":
    main()

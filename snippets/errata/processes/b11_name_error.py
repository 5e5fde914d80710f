"""错误示范：只导入了 Pool，没有 multiprocessing 这个名字。

运行：python b11_name_error.py
"""

from multiprocessing import Pool


def main():
    q = multiprocessing.Manager().Queue()
    with Pool(3) as po:
        po.apply(q.put, ("工人：放进队列",))
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

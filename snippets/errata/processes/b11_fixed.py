"""两处都改好：导入了 multiprocessing，写在 main() 里。

运行：python b11_fixed.py
"""

import multiprocessing


def main():
    context = multiprocessing.get_context("spawn")
    q = context.Manager().Queue()
    with context.Pool(3) as po:
        po.apply(q.put, ("工人：放进队列",))
    print("main：取出", q.get())


if __name__ == "__main__":
    main()

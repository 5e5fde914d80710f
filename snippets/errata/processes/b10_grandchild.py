"""工人不是“子孙进程”的父亲：它连子进程都不许有。

运行：python b10_grandchild.py
"""

import multiprocessing


def worker(main_pid):
    me = multiprocessing.current_process()
    mother = multiprocessing.parent_process()
    print("工人：我的父进程是 main 吗？", mother.pid == main_pid)
    print("工人：我是守护进程吗？", me.daemon)
    multiprocessing.Process(target=print).start()


def main():
    me = multiprocessing.current_process()
    with multiprocessing.Pool(3) as po:
        po.apply(worker, (me.pid,))


if __name__ == "__main__":
    main()

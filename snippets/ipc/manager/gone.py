"""管理进程没了，每一种代理得到什么。

运行：python gone.py
"""

import multiprocessing
import threading


def use(who, call):
    try:
        call()
    except (EOFError, OSError) as error:
        print(f"{who}，得到 {type(error).__name__}\n", end="")


def main():
    with multiprocessing.Manager() as manager:
        d, both = manager.dict(n=1), manager.Barrier(2)
        t = threading.Thread(target=use, args=("正在等", both.wait))
        t.start()
        while both.n_waiting == 0:  # 等它等在管理进程里
            pass
        print("main：读到", d["n"])
        [server] = multiprocessing.active_children()  # 只有一个
        server.kill()
        t.join()
        server.join()
    print("main：管理进程的退出状态是", server.exitcode)
    use("读过的线程", d.copy)
    t = threading.Thread(target=use, args=("新的线程", d.copy))
    t.start()
    t.join()
    with multiprocessing.Manager() as manager:
        d = manager.dict(n=1)
    use("with 已经结束", d.copy)


if __name__ == "__main__":
    main()

"""错误示范：管着一个子进程，没有处理 SIGTERM。

运行：python unhandled.py，另开一个终端用 kill 结束它
"""

import multiprocessing


def sing():
    parent = multiprocessing.parent_process()
    print("sing：开始唱", flush=True)
    parent.join(timeout=30)  # 等主进程不在了
    print("sing：main 不在了，我还在")


def main():
    p = multiprocessing.Process(target=sing)
    try:
        p.start()
        p.join()
    finally:
        print("main：停下 sing")
        p.terminate()


if __name__ == "__main__":
    main()

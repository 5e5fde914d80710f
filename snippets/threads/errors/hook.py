"""后台线程出了没接住的异常：叫停别的线程，最后以状态 1 结束。

运行：python hook.py，按 Ctrl-C 停止
"""

import sys
import threading

stop = threading.Event()
failed = threading.Event()
print_traceback = threading.excepthook  # 原来的，打印报错


def on_error(args):
    """线程因为没接住的异常结束时，在那个线程里调用。"""
    if args.exc_type is SystemExit:
        return  # 线程自己要结束，不算出错
    failed.set()
    try:
        print_traceback(args)
    finally:
        stop.set()  # 打印不了，也要叫停


def sing():
    if not stop.wait(0.1):
        raise RuntimeError("嗓子哑了")


def dance():
    while not stop.wait(0.3):
        pass  # 代替后台的工作
    print("dance：知道了，停下")


def main():
    threading.excepthook = on_error
    threads = [
        threading.Thread(target=sing, name="歌手"),
        threading.Thread(target=dance, name="舞者"),
    ]
    for t in threads:
        t.start()
    try:
        while not stop.wait(1):
            pass  # 代替主线程的工作
    except KeyboardInterrupt:
        print("main：收到 Ctrl-C")
    finally:
        stop.set()
        for t in threads:
            t.join()
    if failed.is_set():
        sys.exit("main：有线程出错了")


if __name__ == "__main__":
    main()

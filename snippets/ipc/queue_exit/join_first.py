"""错误示范：东西还没有取走，就先 join。

运行：python join_first.py
"""

import multiprocessing


def producer(q, done):
    q.put("大" * 1_000_000)
    print("producer：放好了，我的函数做完了")
    done.set()


def main():
    q = multiprocessing.Queue()
    done = multiprocessing.Event()
    p = multiprocessing.Process(target=producer, args=(q, done))
    p.start()
    done.wait()
    p.join(timeout=0.5)  # 不限时的话，就一直等下去
    print("main：等了 0.5 秒，它还活着吗？", p.is_alive())
    print("main：取出", len(q.get()), "个字")
    p.join()
    print("main：现在它结束了，退出状态", p.exitcode)


if __name__ == "__main__":
    main()

"""按 Ctrl-C：工人不理会，由 main 叫停，再读最后的结果。

运行：python ctrl_c.py（Ctrl-C 结束）
"""

import multiprocessing
import signal
import sys


def worker(name, d, stop):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # 不理会 Ctrl-C
    d[name] = 0
    print(f"{name}：开始\n", end="")
    while not stop.wait(timeout=0.1):
        d[name] += 1  # 各记各的，不用锁


def main():
    stop = multiprocessing.Event()
    with multiprocessing.Manager() as manager:
        d = manager.dict()
        workers = [
            multiprocessing.Process(target=worker, args=(name, d, stop))
            for name in ("甲", "乙")
        ]
        for p in workers:
            p.start()
        try:
            for p in workers:
                p.join()
        except KeyboardInterrupt:
            print("main：收到 Ctrl-C")
            raise  # 收拾以后再结束
        finally:
            stop.set()
            for p in workers:
                p.join()
            print("main：还读得到", sorted(d.keys()))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)

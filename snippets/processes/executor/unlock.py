"""找一把锁的六位密码：几个工人各找一段，找到就都停下。

运行：python unlock.py
"""

import hashlib
import signal
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

WANTED = (
    "ded787fd3ddc887828b1d6533e4a3a916df2c5ef25453aa1483944dae2014425"
)
STEP = 10_000


def prepare():
    """工人不理会 Ctrl-C，由主进程决定怎样结束。"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def search(start):
    for number in range(start, start + STEP):
        text = f"{number:06}"
        if hashlib.sha256(text.encode()).hexdigest() == WANTED:
            return text
    return None


def main():
    with ProcessPoolExecutor(initializer=prepare) as pool:
        try:
            tasks = [
                pool.submit(search, start)
                for start in range(0, 1_000_000, STEP)
            ]
            for task in as_completed(tasks, timeout=60):
                if task.result() is not None:
                    print("main：密码是", task.result())
                    break
        except KeyboardInterrupt:
            sys.exit("main：不做了")  # finally 之后才退出
        finally:  # 找到了，或者超时：剩下的不做了
            pool.shutdown(cancel_futures=True)
    print("main：有没有取消的？", any(t.cancelled() for t in tasks))


if __name__ == "__main__":
    main()

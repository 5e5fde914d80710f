"""找一把锁的六位密码：几个工人各找一段，找到就都停下。

运行：python unlock.py
"""

import hashlib
from concurrent.futures import ProcessPoolExecutor, as_completed

WANTED = (
    "ded787fd3ddc887828b1d6533e4a3a916df2c5ef25453aa1483944dae2014425"
)
STEP = 10_000


def search(start):
    for number in range(start, start + STEP):
        text = f"{number:06}"
        if hashlib.sha256(text.encode()).hexdigest() == WANTED:
            return text
    return None


def main():
    with ProcessPoolExecutor() as pool:
        tasks = [
            pool.submit(search, start)
            for start in range(0, 1_000_000, STEP)
        ]
        try:
            for task in as_completed(tasks, timeout=60):
                if task.result() is not None:
                    print("main：密码是", task.result())
                    break
        finally:  # 找到了，或者超时：剩下的不做了
            pool.shutdown(cancel_futures=True)
    print("main：有没有取消的？", any(t.cancelled() for t in tasks))


if __name__ == "__main__":
    main()

"""同一条流水线，用 shutdown 关闭队列：不要哨兵，也不要开关。

运行：python chain_shutdown.py orders.txt prices.txt（3.13 起）
"""

import queue
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chain import IN_LINE, WORKERS, work


def produce(work, source, pool, line):
    try:
        with source.open(encoding="utf-8") as texts:
            for number, text in enumerate(texts, 1):
                job = pool.submit(work, text.rstrip("\n"))
                line.put((number, job))  # 满了就等
    except queue.ShutDown:
        pass  # 写的一边不要了
    finally:
        line.shutdown()  # 没有了，剩下的还可以取


def write(target, line):
    good = bad = 0
    with target.open("w", encoding="utf-8") as out:
        while True:
            try:
                number, job = line.get()
            except queue.ShutDown:  # 关了，也取完了
                return good, bad
            try:
                result = job.result()
            except ValueError as error:
                print(f"main：第 {number} 行坏了：{error}")
                bad += 1
            else:
                out.write(f"{result}\n")
                out.flush()
                good += 1


def run(work, source, target, workers):
    line = queue.Queue(maxsize=IN_LINE)
    part = Path(f"{target}.part")
    feeder = ThreadPoolExecutor(max_workers=1)
    with feeder, workers as pool:
        feeding = feeder.submit(produce, work, source, pool, line)
        try:
            counts = write(part, line)
            feeding.result()
        finally:
            line.shutdown(immediate=True)  # put 马上得到 ShutDown
            feeder.shutdown()  # 它不再交新的，才取消
            pool.shutdown(cancel_futures=True)
    part.replace(target)
    return counts


def main():
    source, target = map(Path, sys.argv[1:])
    try:
        workers = ThreadPoolExecutor(WORKERS, "工人")
        good, bad = run(work, source, target, workers)
    except KeyboardInterrupt:
        print("main：停下了，没有写完")
        sys.exit(130)
    except (OSError, UnicodeError) as error:
        sys.exit(f"main：没有做成：{error}")
    print(f"main：写了 {good} 行，坏了 {bad} 行")
    if bad:
        sys.exit(1)


if __name__ == "__main__":
    main()

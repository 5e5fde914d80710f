"""一个读，几个加工，一个按次序写；哪里坏了，都停得下来。

运行：python chain.py orders.txt prices.txt
"""

import contextlib
import queue
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WORKERS = 4
IN_LINE = 8  # 读了还没有写的，排队的最多这么多行
END = None  # 哨兵：读完了


def work(text):
    """加工一行；这一行不对，就抛出 ValueError。"""
    time.sleep(random.uniform(0.02, 0.1))  # 代替真正的加工
    name, total, count = text.split(",")
    return f"{name} {int(total) / int(count):.2f}"


def produce(work, source, pool, line, stop):
    """生产：读一行，交给工人，它的 Future 排进队列。"""
    try:
        with source.open(encoding="utf-8") as texts:
            for number, text in enumerate(texts, 1):
                if stop.is_set():
                    return
                job = pool.submit(work, text.rstrip("\n"))
                line.put((number, job))  # 满了就等
    finally:
        line.put(END)  # 出了错也要放，写的一边在等


def write(target, line):
    """写出：按次序等每一行的结果；返回写了几行，坏了几行。"""
    good = bad = 0
    with target.open("w", encoding="utf-8") as out:
        for number, job in iter(line.get, END):
            try:
                result = job.result()
            except ValueError as error:  # 只是这一行不对
                print(f"main：第 {number} 行坏了：{error}")
                bad += 1
            except Exception:  # 没有料到的，整个停下
                print(f"main：停在第 {number} 行")
                raise
            else:
                out.write(f"{result}\n")
                out.flush()  # 马上写出去，写不下马上知道
                good += 1
    return good, bad


def run(work, source, target, workers):
    """整条流水线；全部写完，才有名叫 target 的文件。"""
    line, stop = queue.Queue(maxsize=IN_LINE), threading.Event()
    part = Path(f"{target}.part")
    with ThreadPoolExecutor(1, "生产者") as feeder, workers as pool:
        args = (work, source, pool, line, stop)
        feeding = feeder.submit(produce, *args)
        try:
            counts = write(part, line)
            feeding.result()  # 生产者的异常在这里抛出
        finally:
            stop.set()
            while not feeding.done():  # 它也许正停在 put 里
                with contextlib.suppress(queue.Empty):
                    line.get(timeout=0.1)
            pool.shutdown(cancel_futures=True)
    part.replace(target)  # 改名，一步换好
    return counts


def main():
    source, target = map(Path, sys.argv[1:])
    try:
        print("main：开始，按 Ctrl-C 停下")
        workers = ThreadPoolExecutor(WORKERS, "工人")
        good, bad = run(work, source, target, workers)
    except KeyboardInterrupt:
        print("main：停下了，没有写完")
        sys.exit(130)
    except (OSError, UnicodeError) as error:  # 读不了，写不下
        sys.exit(f"main：没有做成：{error}")
    print(f"main：写了 {good} 行，坏了 {bad} 行")
    if bad:
        sys.exit(1)


if __name__ == "__main__":
    main()

"""谁先做完先写谁；读和写都在主线程里，没有队列。

运行：python any_order.py orders.txt prices.txt
"""

import sys
from concurrent.futures import (
    FIRST_COMPLETED,
    ThreadPoolExecutor,
    wait,
)
from pathlib import Path

from chain import WORKERS, work

IN_HAND = 8  # 交给工人、还没有写的，最多这么多


def write_done(jobs, out):
    """等到至少一个做完，写出做完的；返回坏了几个。"""
    bad = 0
    done, _ = wait(jobs, return_when=FIRST_COMPLETED)
    for job in done:
        number = jobs.pop(job)
        try:
            out.write(f"{number} {job.result()}\n")
        except ValueError as error:
            print(f"main：第 {number} 行坏了：{error}")
            bad += 1
    out.flush()
    return bad


def run(texts, out):
    bad, jobs = 0, {}  # jobs：Future 对应的行号
    pool = ThreadPoolExecutor(WORKERS)
    try:
        for number, text in enumerate(texts, 1):
            job = pool.submit(work, text.rstrip("\n"))
            jobs[job] = number
            if len(jobs) >= IN_HAND:
                bad += write_done(jobs, out)
        while jobs:
            bad += write_done(jobs, out)
    finally:
        pool.shutdown(cancel_futures=True)
    return bad


def main():
    source, target = map(Path, sys.argv[1:])
    part = Path(f"{target}.part")
    try:
        with source.open(encoding="utf-8") as texts:
            with part.open("w", encoding="utf-8") as out:
                bad = run(texts, out)
        part.replace(target)  # 全部写完才改名
    except KeyboardInterrupt:
        print("main：停下了，没有写完")
        sys.exit(130)
    except (OSError, UnicodeError) as error:
        sys.exit(f"main：没有做成：{error}")
    if bad:
        sys.exit(f"main：坏了 {bad} 行")


if __name__ == "__main__":
    main()

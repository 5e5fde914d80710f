"""用上所有的核：对每一个做同一件事，结果按次序，失败的有说明。

用法：from cores import all_cores，见 factors.py
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

SIZE = 10  # 一次送几个：一次做 0.1 到 1 秒最好
ALONE = 16  # 工人死了以后，接着的几个单独做


def usable_cores():
    """这个进程可以用几个核。"""
    if hasattr(os, "process_cpu_count"):  # Python 3.13 起
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare():
    """每个工人启动时执行：不理会 Ctrl-C，由主进程决定。"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow, daemon=True).start()


def follow():
    """主进程没有了（kill，内存不够），工人也结束。"""
    multiprocessing.parent_process().join()
    os._exit(1)


def attempt(work, item):
    """在工人里执行：交还（结果，错误），其中一个是 None。"""
    try:
        return work(item), None
    except (Exception, SystemExit) as error:
        return None, f"{type(error).__name__}: {error}"


def show(done, total):
    """进度写到标准错误：终端里改同一行，别处每一成一行。"""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        text = f"\r做完 {done}/{total}"
        print(text, end=end, file=sys.stderr, flush=True)
    elif done * 10 // total > (done - 1) * 10 // total:
        print(f"做完 {done}/{total}", file=sys.stderr, flush=True)


def run(call, items, workers, size, results, total):
    """用一个池做 items：按次序，得到一个，results 里多一个。"""
    pool = ProcessPoolExecutor(workers, initializer=prepare)
    try:
        for result in pool.map(call, items, chunksize=size):
            results.append(result)
            show(len(results), total)
    except KeyboardInterrupt:
        print("\nmain：不再送新的，等送出去的做完", file=sys.stderr)
        try:
            pool.shutdown(cancel_futures=True)
        except KeyboardInterrupt:  # 又按了一次：不等了
            for each in multiprocessing.active_children():
                each.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def all_cores(work, items):
    """对列表的每一个做 work，按次序交还（结果，错误）的列表。"""
    call = partial(attempt, work)
    for item in items:  # 送不过去的，先知道：池遇到它会卡住
        pickle.dumps((call, item))
    workers, total, results = usable_cores(), len(items), []
    size = max(1, min(SIZE, total // workers // 4))
    while len(results) < total:
        show(len(results), total)
        try:
            rest = items[len(results) :]
            run(call, rest, workers, size, results, total)
        except BrokenProcessPool:  # 一个工人死了，不知道是谁的错
            size = 1
            for item in items[len(results) :][:ALONE]:
                try:
                    run(call, [item], 1, 1, results, total)
                except BrokenProcessPool:
                    results.append((None, "工人死了"))
                    show(len(results), total)
    return results

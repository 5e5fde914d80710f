"""锁、队列、任务、线程、进程，各一次要几秒：量一遍，打印成 JSON。"""

import asyncio
import json
import multiprocessing
import os
import queue
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from time import perf_counter

PATIENCE = 30  # 最多等几秒；等不到就出错，不会停在那里


def nothing():
    """什么也不做。"""


async def nothing_async():
    """什么也不做的协程。"""


# 下面每个函数都把一件事做 count 次，返回一共几秒。


def call(count):
    """调用一个什么也不做的函数：用来对照。"""
    start = perf_counter()
    for _ in range(count):
        nothing()
    return perf_counter() - start


def lock_free(count):
    """没有人争的锁：拿到，放开。"""
    lock = threading.Lock()
    start = perf_counter()
    for _ in range(count):
        with lock:
            pass
    return perf_counter() - start


def lock_waited(count):
    """要等的锁：每次都等另一个线程放开。

    两把锁，开始时都被拿着。这个线程放开一把，等另一把；那个线程等这一把，放开另一把。
    来回一次，等了两次。
    """
    there, back = threading.Lock(), threading.Lock()
    there.acquire()
    back.acquire()

    def partner():
        for _ in range(count // 2):
            there.acquire()
            back.release()

    thread = threading.Thread(target=partner, daemon=True)
    thread.start()
    start = perf_counter()
    for _ in range(count // 2):
        there.release()
        back.acquire()
    seconds = perf_counter() - start
    thread.join(PATIENCE)
    return seconds


def put_and_get(chosen, count):
    """放一件，取一件：同一个线程，没有人争，也不用等。"""
    start = perf_counter()
    for number in range(count):
        chosen.put(number)
        chosen.get()
    return perf_counter() - start


def simple_queue(count):
    """SimpleQueue：简单的队列。"""
    return put_and_get(queue.SimpleQueue(), count)


def full_queue(count):
    """Queue：有上限、能等的队列。"""
    return put_and_get(queue.Queue(), count)


def coroutine(count):
    """直接 await 一个协程，不成为任务。"""

    async def main():
        start = perf_counter()
        for _ in range(count):
            await nothing_async()
        return perf_counter() - start

    return asyncio.run(main())


def task(count):
    """asyncio 的一个任务：建立，等它结束。"""

    async def main():
        start = perf_counter()
        for _ in range(count):
            await asyncio.create_task(nothing_async())
        return perf_counter() - start

    return asyncio.run(main())


def in_pool(make, count):
    """交给池里现成的一个工人一个任务，等它的结果，再交下一个。启动工人不算。"""
    with make(1) as pool:
        pool.submit(nothing).result(PATIENCE)
        start = perf_counter()
        for _ in range(count):
            pool.submit(nothing).result(PATIENCE)
        return perf_counter() - start


def thread_task(count):
    """线程池的一个任务。"""
    return in_pool(ThreadPoolExecutor, count)


def process_task(count):
    """进程池的一个任务。"""
    return in_pool(ProcessPoolExecutor, count)


def start_and_join(make, count):
    """启动一个线程或进程，等它结束。"""
    start = perf_counter()
    for _ in range(count):
        worker = make(target=nothing)
        worker.start()
        worker.join(PATIENCE)
    return perf_counter() - start


def thread(count):
    """一个线程。"""
    return start_and_join(threading.Thread, count)


def process(count):
    """一个进程，用这个 Python 默认的启动方式。"""
    return start_and_join(multiprocessing.Process, count)


# 每件事：函数，一批做几次，做几批。先进程，后线程：fork 时只有主线程。
ACTS = {
    "process": (process, 1, 3),
    "process task": (process_task, 20, 2),
    "call": (call, 5_000, 12),
    "lock": (lock_free, 5_000, 12),
    "lock waited": (lock_waited, 100, 12),
    "SimpleQueue": (simple_queue, 2_000, 12),
    "Queue": (full_queue, 500, 12),
    "coroutine": (coroutine, 2_000, 12),
    "task": (task, 100, 12),
    "thread": (thread, 20, 12),
    "thread task": (thread_task, 50, 12),
}


def measure():
    """每件事一次要几秒，取最快的一批：被别的程序打断的，不在里面。

    都待在同一个核上：分在两个核上，还要叫醒另一个核，要多久看它忙不忙。
    有的系统不能这样要求，那就由它安排。
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    process(1)  # 热身：forkserver 的服务进程，启动不计时
    seconds = {}
    for name, (act, count, batches) in ACTS.items():
        seconds[name] = [min(act(count) for _ in range(batches)) / count]
    return {"seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(measure()))

"""实验“线程还是进程”里，在别的线程和进程里运行的函数。"""

import multiprocessing
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from helpers.bench import cores, has_gil

COUNTS = (1, 2, 4, 8)
TASKS = 8


def compute(_):
    """一个计算任务。交回它用掉的 CPU 时间，以秒为单位。"""
    start = time.thread_time()
    total = 0
    for number in range(80_000):
        total += number * number
    return time.thread_time() - start


def wait(_):
    """一个等待任务：什么也不做，睡 0.05 秒。交回它用掉的 CPU 时间，以秒为单位。"""
    start = time.thread_time()
    time.sleep(0.05)
    return time.thread_time() - start


def run(pool, task):
    """把 8 个任务交给 pool，等它们都做完。交回一共过了几秒，用掉几秒 CPU 时间。"""
    start = time.perf_counter()
    cpu = sum(pool.map(task, range(TASKS)))
    return {"seconds": time.perf_counter() - start, "cpu": cpu}


def best(pool, task, budget=0, enough=0, patience=0):
    """重复大约 budget 秒，取最快的一遍。

    最快的一遍用到的核还不到 enough 个，就是别的程序太忙，再重复一会儿，最多 patience 秒。
    """
    start, runs = time.perf_counter(), []
    while True:
        runs.append(run(pool, task))
        fastest = min(runs, key=lambda each: each["seconds"])
        quiet = fastest["cpu"] >= enough * fastest["seconds"]
        if time.perf_counter() > start + budget + (0 if quiet else patience):
            return fastest


def meet(barrier):
    """在栅栏前等，等到别的进程也都启动了。"""
    barrier.wait(timeout=30)


def threads(count):
    """count 个线程的线程池。"""
    return ThreadPoolExecutor(count)


def processes(count):
    """count 个进程的进程池。每个进程先等大家到齐，才接任务。"""
    barrier = multiprocessing.Barrier(count)
    return ProcessPoolExecutor(count, initializer=meet, initargs=(barrier,))


def speeds():
    """各种数目的线程和进程，做两种任务。"""
    figures = {"compute": {}, "wait": {}}
    for kind, start_pool in (("thread", threads), ("process", processes)):
        for count in COUNTS:
            one = kind == "thread" and has_gil()
            enough = 0.75 * (1 if one else min(count, cores(), 2))
            with start_pool(count) as pool:
                list(pool.map(abs, range(TASKS)))  # 热身：启动不计时
                patience = 10 if count == max(COUNTS) else 3  # 结论要看最后一个
                compute_best = best(pool, compute, 0.25, enough, patience)
                wait_best = best(pool, wait)
            figures["compute"].setdefault(kind, []).append(compute_best)
            figures["wait"].setdefault(kind, []).append(wait_best)
    return figures


def nothing():
    """什么也不做。"""


def seconds_to_start(start_worker, repeats):
    """启动一个什么也不做的线程或进程，等它结束，要几秒。取最快的一次。"""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        worker = start_worker(target=nothing)
        worker.start()
        worker.join()
        times.append(time.perf_counter() - start)
    return min(times)


def starts():
    """启动一个线程，以及用各种方式启动一个进程，各要几秒。"""
    figures = {"thread": seconds_to_start(threading.Thread, 200)}
    for method in multiprocessing.get_all_start_methods():
        start_worker = multiprocessing.get_context(method).Process
        seconds_to_start(start_worker, 1)  # forkserver 先要启动它的服务进程
        figures[method] = seconds_to_start(start_worker, 5)
    return figures


def measure():
    """这个实验的全部数字，时间都以秒为单位。"""
    return {"cores": cores(), "gil": has_gil(), "start": starts(), **speeds()}

"""实验“线程还是进程”里，在别的线程和进程里运行的函数。"""

import multiprocessing
import os
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
    for number in range(200_000):
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


def best(pool, task, budget=0.0, enough=0.0, patience=0.0):
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
            with start_pool(count) as pool:
                list(pool.map(abs, range(TASKS)))  # 热身：启动不计时
                for task, budget in ((compute, 0.25), (wait, 0)):
                    figures[task.__name__].setdefault(kind, []).append(best(pool, task, budget))
    return figures


def stay(queue):
    """待在一个核上不走，是哪一个由队列给出。有的系统不能这样要求，那就由它安排。"""
    core = queue.get(timeout=30)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def two():
    """两个线程、两个进程各做计算，每个进程待在自己的核上：别的程序再忙，也挤不到一起。"""
    mine = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]
    queue = multiprocessing.Queue()
    for core in (mine[0], mine[-1]):
        queue.put(core)
    with ThreadPoolExecutor(2) as pool:
        thread = best(pool, compute, 0.5)
    with ProcessPoolExecutor(2, initializer=stay, initargs=(queue,)) as pool:
        list(pool.map(abs, range(TASKS)))
        return {"thread": thread, "process": best(pool, compute, 0.5, 1.2, 5)}


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
    return {"cores": cores(), "gil": has_gil(), "start": starts(), "two": two(), **speeds()}

"""线程和进程：做 8 个任务要几秒，是不是真的同时在运行，启动要几秒。量一遍，打印成 JSON。"""

import json
import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

COUNTS = (1, 2, 4, 8)
TASKS = 8


def compute(_):
    """一个计算任务：一个纯 Python 的循环。返回它用掉几秒 CPU 时间。"""
    start = time.thread_time()
    total = 0
    for number in range(50_000):
        total += number * number
    return time.thread_time() - start


def wait(_):
    """一个等待任务：什么也不做，睡 0.005 秒。返回它用掉几秒 CPU 时间。"""
    start = time.thread_time()
    time.sleep(0.005)
    return time.thread_time() - start


def run(pool, task):
    """把 8 个任务交给 pool，等它们都做完。返回（过了几秒，用到几个核）。"""
    start = time.perf_counter()
    cpu = sum(pool.map(task, range(TASKS)))
    seconds = time.perf_counter() - start
    return seconds, cpu / seconds


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


def tasks():
    """各种数目的线程和进程，做两种任务，各要几秒，用到几个核。"""
    seconds, used = {}, {}
    for kind, start_pool in (("thread", threads), ("process", processes)):
        for count in COUNTS:
            with start_pool(count) as pool:
                list(pool.map(abs, range(TASKS)))  # 热身：启动不计时
                for task in (compute, wait):
                    name = f"{task.__name__} {kind} {count}"
                    seconds[name], used[name] = ([each] for each in run(pool, task))
    return seconds, used


def running(seconds):
    """一直计算 seconds 秒。返回自己真的在运行的各段，每段是（开始，结束）。

    每算一小步就看一次表。隔了 0.5 毫秒以上才又轮到自己，中间那段就不在运行。
    """
    now = time.perf_counter()
    end, spans = now + seconds, [[now, now]]
    while now < end:
        sum(range(200))
        before, now = now, time.perf_counter()
        if now - before > 0.0005:
            spans.append([now, now])
        spans[-1][1] = now
    return spans


def at_once(one, other):
    """两个工人同时在运行，最长的一段是几秒。"""
    return max(0, *(min(a[1], b[1]) - max(a[0], b[0]) for a in one for b in other))


def stay(queue, barrier):
    """等大家到齐，然后待在一个核上不走，是哪一个由队列给出。有的系统不能这样要求，那就由它安排。"""
    core = queue.get()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    meet(barrier)


def together():
    """两个线程一起计算，两个进程一起计算，同时在运行最长的一段各是几秒。

    每个进程待在自己的核上：别的程序再忙，也不会把它们挤到一起。机器很忙时，
    一段可能很短，那就再来几次。
    """
    mine = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]
    with ThreadPoolExecutor(2) as pool:
        thread = at_once(*pool.map(running, [0.04, 0.04]))
    queue, barrier = multiprocessing.SimpleQueue(), multiprocessing.Barrier(2)
    for core in (mine[0], mine[-1]):  # SimpleQueue 没有后台线程：fork 时只有主线程
        queue.put(core)
    process = 0
    with ProcessPoolExecutor(2, initializer=stay, initargs=(queue, barrier)) as pool:
        for _ in range(10):
            process = max(process, at_once(*pool.map(running, [0.04, 0.04])))
            if process > 0.002:
                break
    return {"thread": [thread], "process": [process]}


def nothing():
    """什么也不做。"""


def seconds_to_start(start_worker, count):
    """启动一个什么也不做的线程或进程，等它结束，要几秒：一个一个地启动 count 个，取最快的一个。"""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        worker = start_worker(target=nothing)
        worker.start()
        worker.join()
        times.append(time.perf_counter() - start)
    return min(times)


def starts():
    """启动一个线程，以及用各种方式启动一个进程，各要几秒。"""
    seconds = {"start thread": [seconds_to_start(threading.Thread, 100)]}
    for method in multiprocessing.get_all_start_methods():
        start_worker = multiprocessing.get_context(method).Process
        if method == "forkserver":  # 先要启动它的服务进程，不计时
            seconds_to_start(start_worker, 1)
        count = 5 if method == "fork" else 1
        seconds[f"start {method}"] = [seconds_to_start(start_worker, count)]
    return seconds


def measure():
    """一遍的全部数字，时间都以秒为单位。"""
    started, both = starts(), together()
    seconds, used = tasks()
    return {"seconds": started | seconds, "together": both, "used": used}


if __name__ == "__main__":
    print(json.dumps(measure()))

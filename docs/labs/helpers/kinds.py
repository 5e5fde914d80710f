"""一个接一个、线程、进程、asyncio，有没有全局解释器锁（GIL）：8 个等待要几秒，两个计算有没有同时在运行。

量一遍，打印成 JSON。
"""

import asyncio
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import sysconfig
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

TASKS = 8  # 几个等待任务
MANY = 500  # 一起等许多个
NAP = 0.01  # 一个等待任务等几秒
SPIN = 0.02  # 一个计算任务用掉几秒 CPU 时间
FREE = ("python3.15t", "python3.14t", "python3.13t")  # 不带 GIL 的 Python 叫什么


def wait(_=None):
    """一个等待任务：什么也不做，睡一会儿。"""
    time.sleep(NAP)


def compute(_=None):
    """一个计算任务：一个纯 Python 的循环，直到这个线程用掉 SPIN 秒 CPU 时间。

    返回自己真的在运行的各段，每段是［开始，结束］：每算一小步就看一次表，
    隔了 0.5 毫秒以上才又轮到自己，中间那段就不在运行。
    """
    now = time.perf_counter()
    end, spans = time.thread_time() + SPIN, [[now, now]]
    while time.thread_time() < end:
        sum(range(200))
        before, now = now, time.perf_counter()
        if now - before > 0.0005:
            spans.append([now, now])
        spans[-1][1] = now
    return spans


async def as_coroutine(task):
    """把任务写成协程：等的时候，事件循环照顾别的；计算里没有可以 await 的。"""
    return await asyncio.sleep(NAP) if task is wait else task()


def seconds_of(act):
    """调用 act 要几秒。"""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


# 下面各种做法都是：做 count 个同样的任务 task，都做完，返回各个结果。


def one_by_one(task, count):
    """一个接一个。"""
    return [task() for _ in range(count)]


def in_pool(pool, task, count):
    """交给线程池或进程池。"""
    return list(pool.map(task, range(count)))


def in_loop(task, count):
    """在一个事件循环里。"""

    async def gather():
        return await asyncio.gather(*(as_coroutine(task) for _ in range(count)))

    return asyncio.run(gather())


def in_own_threads(task, count):
    """一个任务一个新的线程。"""
    threads = [threading.Thread(target=task) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def stay(queue, barrier):
    """等大家到齐；有 queue，先从里面领一个核，只待在那里。"""
    if queue is not None:
        os.sched_setaffinity(0, {queue.get()})  # 只管这一个线程
    barrier.wait(timeout=30)


def start_pool(make, count, cores=()):
    """count 个工人的池。每个工人先等大家到齐，才接任务。

    写明 cores，就各待在一个核上：别的程序再忙，也不会把他们挤到一起。
    """
    queue = multiprocessing.SimpleQueue() if cores else None
    for core in cores:  # SimpleQueue 没有后台线程：fork 时只有主线程
        queue.put(core)
    return make(count, initializer=stay, initargs=(queue, multiprocessing.Barrier(count)))


def two_cores():
    """两个工人待在哪两个核上。有的系统不能这样要求，那就由它安排。"""
    if not hasattr(os, "sched_getaffinity"):
        return ()
    mine = sorted(os.sched_getaffinity(0))
    return mine[0], mine[-1]


def at_once(one, other):
    """两个计算任务的各段 one、other 对一对：同时在运行，最长的一段是几秒。

    返回它，和从头算起的各段，以毫秒为单位。
    """
    longest = max(0, *(min(a[1], b[1]) - max(a[0], b[0]) for a in one for b in other))
    first = min(one[0][0], other[0][0])
    spans = [[[round((time - first) * 1e3, 2) for time in span] for span in each] for each in (one, other)]
    return [longest, *spans]


def both_at_once(make):
    """两个工人一起计算。机器很忙时，同时在运行的一段可能很短，那就再来几次，取最长的。"""
    most = [-1]
    with start_pool(make, 2, two_cores()) as pool:
        for _ in range(10):
            most = max(most, at_once(*in_pool(pool, compute, 2)))
            if most[0] > 0.002 or (make is ThreadPoolExecutor and has_gil()):
                break
    return most


def has_gil():
    """这个解释器现在有没有 GIL。"""
    return getattr(sys, "_is_gil_enabled", lambda: True)()


def measure():
    """在这个解释器里量一遍。不带 GIL 的，只量一个接一个和线程。"""
    kind, seconds, together = "gil" if has_gil() else "free", {}, {}

    def take(way, times, do, *arguments):
        seconds[f"wait {kind} {way}"] = [seconds_of(lambda: do(*arguments, wait, TASKS)) for _ in range(times)]

    take("alone", 1, one_by_one)  # 一次就够久了
    pools = {"process": ProcessPoolExecutor, "thread": ThreadPoolExecutor}  # 先进程：fork 时只有主线程
    for way, make in pools.items():
        if kind == "gil" or way == "thread":
            together[f"{kind} {way}"] = [both_at_once(make)]
            with start_pool(make, TASKS) as pool:
                in_pool(pool, abs, TASKS)  # 热身：启动不计时
                take(way, 3, in_pool, pool)
    if kind == "gil":
        take("asyncio", 3, in_loop)
        together[f"{kind} asyncio"] = [at_once(*in_loop(compute, 2))]
        seconds["many asyncio"] = [seconds_of(lambda: in_loop(wait, MANY))]
        seconds["many thread"] = [seconds_of(lambda: in_own_threads(wait, MANY))]
    return {"seconds": seconds, "together": together}


def run(*command, **more):
    """运行一条命令，返回它打印的；它失败了，就返回空的。more 是加上的环境变量。"""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON_GIL"} | more
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    done = subprocess.run(command, env=environment, text=True, timeout=60, **pipes)
    return "" if done.returncode else done.stdout


def free_threaded():
    """找一个不带 GIL 的 Python，先看自己。返回（程序，版本）；没有，两个都是空的。"""
    places = os.pathsep.join([*os.get_exec_path(), "/usr/local/bin", "/opt/homebrew/bin"])
    own = sys.executable if sysconfig.get_config_var("Py_GIL_DISABLED") else None
    for path in [own, *(shutil.which(name, path=places) for name in FREE)]:
        version = run(path, "-c", "import sys; print(sys.version.split()[0])") if path else ""
        if version:
            return path, version.strip()
    return "", ""


def main():
    """在这里量一遍，再在另一种解释器里量一遍。"""
    if sys.argv[1:] == ["here"]:
        print(json.dumps(measure()))
        return
    free, _ = free_threaded()
    if not has_gil():
        other = run(sys.executable, __file__, "here", PYTHON_GIL="1")
    else:
        other = run(free, __file__, "here") if free else ""
    figures, more = measure(), json.loads(other or "{}")
    print(json.dumps({group: numbers | more.get(group, {}) for group, numbers in figures.items()}))


if __name__ == "__main__":
    main()

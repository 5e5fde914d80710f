# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 八个任务交给一个、两个、四个、八个线程或进程，计算和等待各要多久；启动一个线程、一个进程各要多久。
# ---
#
# # 线程还是进程
#
# 8 个同样的任务，是计算或者等待，交给几个线程还是几个进程，才会快？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 工人从一个加到八个，哪几种会变快？
#
# 1. 线程做计算
# 2. 线程做等待
# 3. 进程做计算
# 4. 进程做等待
#
# 再猜一个：启动一个进程的时间，够启动几个线程？
#
# </details>

# %% [markdown] tags=["method"]
# ## 量什么 {#what}
#
# 任务有两种。计算是一个纯 Python 的循环，一直占用 CPU；等待是 `time.sleep(0.005)`，代替等网络、等磁盘。线程池和进程池先热身，等工人都到齐了再计时。
#
# 两个工人是真的同时在运行，还是轮流？再单独量一次：各自一边计算一边看表，记下自己在运行的每一段，再对一对有没有重叠。
#
# 启动要多久另外量：工人什么也不做，从 `start()` 之前到 `join()` 之后；每一遍启动几个，取最快的一个。
#
# `time.thread_time()` 是这个线程用掉的 CPU 时间，睡着的时候不走。8 个任务用掉的 CPU 时间加起来，除以一共过去的时间，就是用到几个核。
#
# 一遍一遍地量，直到每个时间最快的三遍相差不到百分之十，或者再来一遍就要超过 4.5 秒。每一遍都是一个新的解释器，运行下面这个程序：那里只有主线程，用 `fork` 启动进程才稳妥（[为什么不再默认用 fork](../processes/methods.md#fork-threads)）。别的程序只会让它变慢，所以比较的是最快的一遍。

# %% tags=["method"]
import statistics

from helpers import chart, workers
from helpers.bench import Program, conclude, cores, has_gil, how_stable, passes, show

show(Program("workers.py"))

# %% tags=["alone", "method"]
figures = {"cores": cores(), "gil": has_gil()} | passes("workers.py")

# %% [markdown] tags=["method"]
# 下面是画图和下结论的程序，用的是上面量到的 `figures`。全部程序在本页末尾的下载里。

# %% tags=["hide-input"]
TASKS = {"compute": "计算", "wait": "等待"}
KINDS = {"thread": "线程", "process": "进程"}
seconds = figures["seconds"]


def best(task, kind, count):
    """最快的一遍里，count 个工人做完 8 个任务要几秒。"""
    return min(seconds[f"{task} {kind} {count}"])


def twice_as_fast(kind):
    """八个工人一起等，比一个工人快一倍以上。"""
    return best("wait", kind, 8) < best("wait", kind, 1) / 2


threads, processes = (max(figures["together"][kind]) * 1e3 for kind in KINDS)
one_core = figures["cores"] == 1
in_turn = figures["gil"] or one_core
waiting = twice_as_fast("thread") and twice_as_fast("process")
if one_core:
    answer = "等待，线程和进程都会快；计算，只有一个核，线程和进程都只能轮流。"
elif in_turn:
    answer = "等待，线程和进程都会快；计算，只有几个进程能同时用几个核，几个线程只能轮流。"
else:
    answer = "等待，线程和进程都会快；计算，没有全局解释器锁，几个线程和几个进程都能同时用几个核。"
conclude((answer, waiting and (threads < 1) == in_turn and (processes < 1) == one_core))

# %% [markdown]
# ## 8 个任务要多久 {#speed}

# %% tags=["hide-input"]
figure, both = chart.panels(2)
for axes, task in zip(both, TASKS, strict=True):
    most, about = 8, "有几个就快几倍"
    if task == "compute":
        most, about = figures["cores"], f"不超过 {figures['cores']} 个核"
    ideal = [best(task, "thread", 1) * 1e3 / min(count, most) for count in workers.COUNTS]
    axes.plot(workers.COUNTS, ideal, label="理想", **chart.PLAIN)
    for kind, style, aside in zip(KINDS, chart.STYLES, (-0.06, 0.06), strict=False):
        places = [count + aside for count in workers.COUNTS]
        series = [seconds[f"{task} {kind} {count}"] for count in workers.COUNTS]
        chart.whiskers(axes, places, series, 1e3, label=KINDS[kind], **style)
    axes.set_title(f"{TASKS[task]}：8 个任务几毫秒（理想：{about}）")
    axes.set_xlabel("工人数")
    axes.set_ylim(bottom=0)
    chart.ticks(axes.xaxis, workers.COUNTS, workers.COUNTS)
chart.legend(figure, both[0])
rows = []
for task in TASKS:
    for kind in KINDS:
        series = [seconds[f"{task} {kind} {count}"] for count in workers.COUNTS]
        cells = [chart.spread(each, lambda time: f"{time * 1e3:.0f}") for each in series]
        rows.append([f"{KINDS[kind]}做{TASKS[task]}", *cells])
heads = ["毫秒", *(f"{n} 个" for n in workers.COUNTS)]
note = chart.SPREAD + how_stable(seconds)
show(chart.Chart(figure, "几个线程、几个进程，做完 8 个任务要几毫秒", heads, rows, note))

# %% tags=["hide-input"]
idle = statistics.median(figures["used"]["wait thread 8"])
longest = "{0}做计算：{1}。两个{0}同时在运行，最长的一段是 {2:.1f} 毫秒（要求：{3}）"
if in_turn:
    text = longest.format("线程", "轮流运行，多几个也用不上更多的核", threads, "不到 1 毫秒")
    about_threads = (text, threads < 1)
else:
    text = longest.format("线程", "没有全局解释器锁，真的同时运行", threads, "超过 1 毫秒")
    about_threads = (text, threads > 1)
if one_core:
    text = longest.format("进程", "只有一个核，轮流运行", processes, "不到 1 毫秒")
    about_processes = (text, processes < 1)
else:
    text = longest.format("进程", "真的同时运行，用得上更多的核", processes, "超过 1 毫秒")
    about_processes = (text, processes > 1)
conclude(
    about_threads,
    ("线程做等待：8 个线程比一个快一倍以上", twice_as_fast("thread")),
    about_processes,
    ("进程做等待：8 个进程比一个快一倍以上", twice_as_fast("process")),
    ("等待几乎不用 CPU：8 个线程一起等，各遍用到的中位数不到 0.2 个核", idle < 0.2),
)

# %% [markdown]
# ## 启动要多久 {#start}

# %% tags=["hide-input"]
start = {name.removeprefix("start "): times for name, times in seconds.items() if name.startswith("start ")}
names = {"thread": "线程"}
names |= {method: f"进程，{method}" for method in start if method != "thread"}
figure, (axes,) = chart.panels(height=1.8)
for row, (name, style) in enumerate(zip(names, chart.STYLES, strict=False)):
    axes.hlines([row], min(start[name]) * 1e6, max(start[name]) * 1e6, color=style["color"], linewidth=1)
    axes.plot([min(start[name]) * 1e6], [row], **style | {"markersize": 8})
axes.set_xscale("log")
axes.set_ylim(len(names) - 0.5, -0.5)
axes.set_xlim(10, 1e6)
units = ["10 微秒", "100 微秒", "1 毫秒", "10 毫秒", "100 毫秒", "1 秒"]
chart.ticks(axes.xaxis, [10**n for n in range(1, 7)], units)
chart.ticks(axes.yaxis, range(len(names)), list(names.values()))
rows = []
for name, label in names.items():
    middle = statistics.median(start[name])
    rows.append([label, *(f"{time * 1e3:.2f}" for time in (min(start[name]), middle, max(start[name])))])
title = "启动一个线程或进程，等它结束，要几毫秒"
show(chart.Chart(figure, title, ["启动什么", "最快的一遍", "中位数", "最慢的一遍"], rows))

# %% tags=["hide-input"]
ratios = {name: min(start[name]) / min(start["thread"]) for name in start if name != "thread"}
quickest = min(ratios, key=ratios.get)
claims = [(f"启动一个进程的时间，就算用最快的 {quickest}，也够启动 4 个以上的线程", ratios[quickest] > 4)]
if "fork" in ratios:
    claims.append(("spawn 慢得多：spawn 的时间是 fork 的 3 倍以上", ratios["spawn"] > 3 * ratios["fork"]))
conclude(*claims)

# %% [markdown]
# ## 为什么 {#why}
#
# CPython 有一把**全局解释器锁**：一个进程里，同一时刻只有拿着锁的线程在执行 Python 代码。计算任务一直要这把锁，所以几个线程只能轮流用一个核，每次换人都有代价（[上下文切换](costs.py#why)）。每个进程各有自己的解释器、自己的锁，操作系统可以把它们放到不同的核上。用到几个核，不一定就快几倍：两个核可能是一个物理核的两半，还要和别的程序分。
#
# `time.sleep`、`recv`、`read` 这样的调用，在等之前会放开全局解释器锁。大家一起等，等的时间就叠在一起。等待不占用核，所以工人可以比核多。
#
# 启动一个线程，只要操作系统给它一个栈。启动一个进程，`fork` 要复制父进程的内存映射，`spawn` 要从头启动一个解释器，再把模块导入一遍；`forkserver` 向一个准备好的进程要副本。参数和结果还要**序列化**，才过得去（[一条消息的代价](messages.py)）。
#
# ## 现在用什么 {#today}
#
# | 任务 | 用什么 |
# | --- | --- |
# | 等网络、等磁盘 | `ThreadPoolExecutor`（[取回结果](../threads/result.md)） |
# | 大量的纯 Python 计算 | `ProcessPoolExecutor`（[进程池](../processes/pool.md#today)） |
#
# 进程池启动一次，反复地用；任务太小，就几个合成一个再交给它。每个核一个进程就够了，`ProcessPoolExecutor()` 不写个数时就是这样。
#
# 从 3.14 起，不带全局解释器锁的 CPython 也得到正式支持（3.13 里还是试验）。在它上面运行这一页，第一条结论会换一句话说；两种放在一起比，再加上 asyncio：[等待与计算](kinds.py)。

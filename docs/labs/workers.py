# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 八个任务交给一个、两个、四个、八个线程或进程，计算和等待的速度各是几倍；启动一个线程、一个进程各要多久。
# ---
#
# # 线程还是进程
#
# 有 8 个同样的任务，可以交给几个线程，也可以交给几个进程。任务有两种：
#
# - **计算**：一个纯 Python 的循环，一直占用 CPU。
# - **等待**：`time.sleep(0.05)`，代替等网络、等磁盘。
#
# ## 先猜一猜 {#guess}
#
# 工人从一个加到八个。哪几种会变快？
#
# 1. 线程做计算
# 2. 线程做等待
# 3. 进程做计算
# 4. 进程做等待
#
# 再猜一个：启动一个进程的时间，够启动几个线程？

# %%
import inspect

from helpers import chart, workers
from helpers.bench import conclude, fresh, show

# %% [markdown]
# ## 量什么 {#what}
#
# 任务和计时的代码在 `helpers/workers.py` 里：子进程要能导入它们，所以不写在笔记本里。
#
# `time.thread_time()` 是这个线程用掉的 CPU 时间，睡着的时候不走。8 个任务用掉的 CPU 时间加起来，除以一共过去的时间，就是**用到几个核**。

# %%
for function in (workers.compute, workers.wait, workers.run):
    print(inspect.getsource(function))

# %% [markdown]
# 线程池和进程池先热身，等工人都到齐了再计时。每种任务重复几遍，取最快的一遍，这样别的程序打扰得最少。
#
# 两个工人是真的同时在运行，还是轮流？再单独量一次：各自一边计算一边看表，记下自己在运行的每一段，再对一对有没有重叠。
#
# 启动要多久另外量：工人什么也不做，从 `start()` 之前到 `join()` 之后，取最快的一次。

# %%
for function in (workers.running, workers.at_once, workers.seconds_to_start):
    print(inspect.getsource(function))

# %% [markdown]
# `fresh` 在一个新的解释器里调用 `measure`。那里只有主线程，用 `fork` 启动进程才稳妥（[为什么不再默认用 fork](../processes/start.md#fork-threads)）。

# %% tags=["alone"]
figures = fresh(workers.measure)

# %% [markdown]
# ## 速度是几倍 {#speed}
#
# 一个工人用的时间，除以几个工人用的时间，就是速度的倍数。图里的“理想”：等待是有几个就几倍；计算也是，但不超过核的个数。

# %% tags=["hide-input"]
TASKS = {"compute": "计算", "wait": "等待"}
KINDS = {"thread": "线程", "process": "进程"}


def speedups(task, kind):
    """每种个数的工人，速度是一个工人的几倍。"""
    times = [each["seconds"] for each in figures[task][kind]]
    return [times[0] / each for each in times]


figure, both = chart.panels(2)
for axes, task in zip(both, TASKS, strict=True):
    ideal, about = workers.COUNTS, "理想：有几个就几倍"
    if task == "compute":
        ideal = [min(count, figures["cores"]) for count in workers.COUNTS]
        about = f"理想：不超过核数，{figures['cores']} 个核"
    axes.plot(workers.COUNTS, ideal, label="理想", **chart.PLAIN)
    for kind, style in zip(KINDS, chart.STYLES, strict=False):
        axes.plot(workers.COUNTS, speedups(task, kind), label=KINDS[kind], **style)
    axes.set_title(f"{TASKS[task]}：速度是一个的几倍（{about}）")
    axes.set_xlabel("工人数")
    axes.set_ylim(bottom=0)
    chart.ticks(axes.xaxis, workers.COUNTS, workers.COUNTS)
chart.legend(figure, both[0])
rows = [
    [f"{KINDS[kind]}做{TASKS[task]}", *(f"{each:.2f}" for each in speedups(task, kind))]
    for task in TASKS
    for kind in KINDS
]
heads = ["速度的倍数", *(f"{n} 个" for n in workers.COUNTS)]
show(chart.Chart(figure, "几个线程、几个进程，速度是一个的几倍", heads, rows))


# %% tags=["hide-input"]
def faster(kind):
    """八个工人一起等，速度是一个工人的几倍。"""
    return speedups("wait", kind)[-1]


threads, processes = (figures["together"][kind] * 1e3 for kind in KINDS)
last = figures["wait"]["thread"][-1]
idle = last["cpu"] / last["seconds"]
one_core = figures["cores"] == 1
longest = "{0}做计算：{1}。两个{0}同时在运行，最长的一段是 {2:.1f} 毫秒（要求：{3}）"
if figures["gil"] or one_core:
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
    (
        f"线程做等待：会变快。8 个线程的速度是一个的 {faster('thread'):.1f} 倍（要求：超过 2 倍）",
        faster("thread") > 2,
    ),
    about_processes,
    (
        f"进程做等待：会变快。8 个进程的速度是一个的 {faster('process'):.1f} 倍（要求：超过 2 倍）",
        faster("process") > 2,
    ),
    (
        f"等待几乎不用 CPU：8 个线程一共用到 {idle:.3f} 个核（要求：不到 0.2 个）",
        idle < 0.2,
    ),
)

# %% [markdown]
# ## 启动要多久 {#start}

# %% tags=["hide-input"]
start = figures["start"]
names = {"thread": "线程"}
names |= {method: f"进程，{method}" for method in start if method != "thread"}
figure, (axes,) = chart.panels(height=1.8)
for row, (name, style) in enumerate(zip(names, chart.STYLES, strict=False)):
    axes.plot([start[name] * 1e6], [row], **style | {"markersize": 8})
axes.set_xscale("log")
axes.set_ylim(len(names) - 0.5, -0.5)
axes.set_xlim(10, 1e6)
units = ["10 微秒", "100 微秒", "1 毫秒", "10 毫秒", "100 毫秒", "1 秒"]
chart.ticks(axes.xaxis, [10**n for n in range(1, 7)], units)
chart.ticks(axes.yaxis, range(len(names)), list(names.values()))
rows = [[names[name], f"{start[name] * 1e3:.3f} 毫秒"] for name in names]
title = "启动一个线程或进程，等它结束"
show(chart.Chart(figure, title, ["启动什么", "最快的一次"], rows))

# %% tags=["hide-input"]
ratios = {name: start[name] / start["thread"] for name in start if name != "thread"}
quickest = min(ratios, key=ratios.get)
claims = [
    (
        f"启动一个进程的时间，够启动 {ratios[quickest]:.1f} 个线程（用最快的 {quickest}；要求：超过 4 个）",
        ratios[quickest] > 4,
    )
]
if "fork" in ratios:
    longer = ratios["spawn"] / ratios["fork"]
    claims.append((f"spawn 慢得多：spawn 的时间是 fork 的 {longer:.1f} 倍（要求：超过 3 倍）", longer > 3))
conclude(*claims)

# %% [markdown]
# ## 为什么 {#why}
#
# CPython 有一把**全局解释器锁**：一个进程里，同一时刻只有拿着锁的线程在执行 Python 代码。计算任务一直要这把锁，所以几个线程只能轮流用一个核，每次换人就是一次**上下文切换**。每个进程各有自己的解释器、自己的锁，操作系统可以把它们放到不同的核上。用到几个核，不一定就快几倍：两个核可能是一个物理核的两半，还要和别的程序分。
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
# 从 3.14 起，不带全局解释器锁的 CPython 也得到正式支持（3.13 里还是试验）。在它上面运行这一页，第一条结论会换一句话说。

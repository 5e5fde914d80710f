# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 同样的等待、同样的计算，一个接一个、线程、进程、asyncio、没有 GIL 的线程，各要多久。
# ---
#
# # 等待与计算
#
# 8 个同样的任务，用线程、进程、asyncio、没有 GIL 的线程，哪几种能让它们叠在一起？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 任务先是等待，再是计算。和一个接一个比，下面哪几种会快？
#
# 1. 线程
# 2. 进程
# 3. asyncio
# 4. 不带全局解释器锁（GIL）的 Python 上的线程
#
# 再猜一个：一起等 500 个，500 个线程快，还是一个事件循环快？
#
# </details>

# %% [markdown] tags=["method"]
# ## 量什么 {#what}
#
# 等待是 `time.sleep(0.01)`，在 asyncio 里是 `asyncio.sleep(0.01)`，代替等网络。计算是一个纯 Python 的循环，在 asyncio 里也是它，写在协程里。8 个任务交给 8 个工人，线程池和进程池先热身，等工人都到齐了再计时。每一遍里，每样做三次；一个接一个地等，只做一次。asyncio 的时间里，有建立和关闭事件循环。
#
# 500 个等待不用池：一个任务一个新的线程，启动也算；asyncio 一个任务一个协程。
#
# 快了多少，要看有几个核空着，所以不拿计算的时间下结论。单独再量：两个任务一边计算一边看表，记下自己在运行的每一段，再对一对有没有重叠。线程池、进程池的两个工人各待在一个核上，别的程序再忙，也不会把他们挤到一起。
#
# 程序先用构建本站的 Python，带着 GIL；再找一个不带的，`python3.13t` 或者更新的，在那里只量一个接一个和线程。找不到，就没有那两行，结论也不提它们。
#
# 一遍一遍地量，直到每个时间最快的三遍相差不到百分之十，或者再来一遍就要超过 4.5 秒。每一遍都是新的解释器，运行下面这个程序。别的程序只会让它变慢，所以比较的是最快的一次。

# %% tags=["method"]
from helpers import chart, kinds
from helpers.bench import Program, conclude, cores, how_stable, passes, show

show(Program("kinds.py"))

# %% tags=["alone", "method"]
figures = {"cores": cores(), "free": kinds.free_threaded()[1]} | passes("kinds.py")

# %% [markdown] tags=["method"]
# 下面是画图和下结论的程序，用的是上面量到的 `figures`。全部程序在本页末尾的下载里。

# %% tags=["hide-input"]
seconds, one_core = figures["seconds"], figures["cores"] == 1
ALONE, THREAD, PROCESS, ASYNCIO = (f"gil {way}" for way in ("alone", "thread", "process", "asyncio"))
FREE_ALONE, FREE = "free alone", "free thread"
NAMES = {ALONE: "一个接一个", THREAD: "线程", PROCESS: "进程", ASYNCIO: "asyncio"}
SAID = {THREAD: "带 GIL 的线程", PROCESS: "进程", ASYNCIO: "asyncio ", FREE: "没有 GIL 的线程"}
has_free = f"wait {FREE}" in seconds
if has_free:
    NAMES |= {FREE_ALONE: "无 GIL，一个接一个", FREE: "无 GIL，线程"}
together = {way: max(times) * 1e3 for way, times in figures["together"].items()}  # 几毫秒


def best(task, way):
    """最快的一次，用 way 做完 task 要几秒。"""
    return min(seconds[f"{task} {way}"])


def overlaps(way, alone=ALONE):
    """8 个等待叠在一起：比一个接一个快一倍以上。"""
    return best("wait", way) < best("wait", alone) / 2


waits = {way: overlaps(way) for way in (THREAD, PROCESS, ASYNCIO)}
if has_free:
    waits[FREE] = overlaps(FREE, FREE_ALONE)
parallel = {way: way in (PROCESS, FREE) and not one_core for way in together}  # 应当同时在算吗
computes = {way: (together[way] > 1) == expected for way, expected in parallel.items()}
if one_core:
    answer = "等待，哪一种都能叠在一起；计算，只有一个核，哪一种都只能轮流。"
elif has_free:
    answer = "等待，哪一种都能叠在一起；计算，只有进程和没有 GIL 的线程能同时算，带 GIL 的线程和 asyncio 只能轮流。"
else:
    answer = "等待，哪一种都能叠在一起；计算，只有进程能同时算，带 GIL 的线程和 asyncio 只能轮流。"
conclude((answer, all(waits.values()) and all(computes.values())))

# %% [markdown]
# ## 要多久 {#speed}

# %% tags=["hide-input"]
SPREAD = "每格：最快的一次；小字是中位数–最慢的一次。"
MARKS = [3, 10, 30, 100, 300]
TASKS = {"wait": "8 个等待", "compute": "8 个计算"}
figure, (axes,) = chart.panels(height=0.9 + 0.4 * len(NAMES))
for place, (task, label) in enumerate(TASKS.items()):
    style = chart.STYLES[place] | {"linestyle": "", "markersize": 7}
    spots = [row + 0.24 * (place - 0.5) for row in range(len(NAMES))]
    series = [seconds[f"{task} {way}"] for way in NAMES]
    lows, highs = ([1e3 * pick(times) for times in series] for pick in (min, max))
    axes.hlines(spots, lows, highs, color=style["color"], linewidth=1, alpha=0.6)
    axes.plot(lows, spots, label=label, **style)
axes.set_xscale("log")
axes.set_xlim(3, max(300, 1.1e3 * max(max(seconds[f"{task} {way}"]) for task in TASKS for way in NAMES)))
axes.set_ylim(len(NAMES) - 0.5, -0.5)
axes.set_xlabel("几毫秒（越往左越快）")
chart.ticks(axes.xaxis, MARKS, MARKS)
chart.ticks(axes.yaxis, range(len(NAMES)), list(NAMES.values()))
chart.legend(figure, axes)


def cell(name):
    """表格的一格：几毫秒；没有量的是一横。"""
    return chart.spread(seconds[name], lambda time: f"{time * 1e3:.0f}") if name in seconds else "—"


many = {THREAD: "many thread", ASYNCIO: "many asyncio"}
rows = [[label, *(cell(f"{task} {way}") for task in TASKS), cell(many.get(way, ""))] for way, label in NAMES.items()]
if has_free:
    about = f"无 GIL 的是 CPython {figures['free']}，和上面几行不是同一个程序，不要横着比。"
else:
    about = "没有 GIL 的线程没有量：这台机器上没有找到不带 GIL 的 Python。"
heads = ["毫秒", *TASKS.values(), "500 个等待"]
show(chart.Chart(figure, "同样的任务，几种做法各要几毫秒", heads, rows, SPREAD + how_stable(seconds) + about))

# %% tags=["hide-input"]
at_once = "{}做计算：{}。两个任务同时在运行，最长的一段是 {:.1f} 毫秒（要求：{}）"
claims = [(f"{SAID[way]}做等待：比一个接一个快一倍以上", holds) for way, holds in waits.items()]
for way, holds in computes.items():
    says = ("真的同时在算", "超过 1 毫秒") if parallel[way] else ("只能轮流", "不到 1 毫秒")
    claims.append((at_once.format(SAID[way], says[0], together[way], says[1]), holds))
conclude(
    *claims,
    (
        "一起等 500 个：一个事件循环比 500 个新启动的线程快",
        min(seconds["many asyncio"]) < min(seconds["many thread"]),
    ),
)

# %% [markdown]
# ## 为什么 {#why}
#
# **等待不占用 CPU。** `time.sleep`、`recv`、`read` 在等之前放开**全局解释器锁**（[有没有 GIL](../threads/gil.md)），别的线程接着做；`await asyncio.sleep` 把这个任务放在一边，事件循环接着照顾别的（[协程与任务](../asyncio/start.md#switch)）。哪一种都是一起等，所以时间叠在一起。
#
# **计算占着 CPU。** 带 GIL 的线程要拿着那把锁才能算，同一时刻只有一个。asyncio 只有一个线程，协程里没有 `await`，就谁也轮不到（[阻塞了事件循环](../asyncio/blocking.md#blocked)）。几个进程各有自己的解释器、自己的 GIL；不带 GIL 的 Python 根本没有这把锁。这两种能同时用几个核，能用几个，看有几个核空着。
#
# **一起等很多个，贵在启动和切换。** 每个线程要操作系统给一个栈，要排队轮到它；一个任务只是几个 Python 对象。所以几千个连接适合 asyncio。同样的道理，不用新启动的线程，用池里现成的，就省下了启动（[锁、队列、任务的代价](costs.py)）。
#
# 进程的参数和结果还要送过去、送回来，这里几乎没有什么要送的；送很多东西，就要算上路上的时间（[一条消息的代价](messages.py)）。线程和进程从一个加到八个，各快多少，启动一个要多久，另有一个实验（[线程还是进程](workers.py)）。
#
# ## 现在用什么 {#today}
#
# | 任务 | 用什么 |
# | --- | --- |
# | 等几个、几十个 | [`ThreadPoolExecutor`](../threads/pool.md#copy) |
# | 等几百、几千个，库是异步的 | [asyncio](../asyncio/start.md#when) |
# | 纯 Python 的计算 | [`ProcessPoolExecutor`](../processes/pool.md#copy) |
#
# 从 3.14 起，不带 GIL 的 CPython 得到正式支持（[PEP 779](https://peps.python.org/pep-0779/)），3.13 里还是试验。一步一步地选：[怎么选](../choose.md)。

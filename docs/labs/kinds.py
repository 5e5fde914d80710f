# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 8 个等待，一个接一个、线程、进程、asyncio、没有 GIL 的线程，各要多久；两个计算，哪几种能同时在算。
# ---
#
# # 等待与计算
#
# 几个同样的任务，用线程、进程、asyncio、没有 GIL 的线程，哪几种能让它们叠在一起？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 任务是等待，和一个接一个做比，下面哪几种会快？任务是计算，哪几种能让两个任务同时在算？
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
# 等待是 `time.sleep(0.01)`，在 asyncio 里是 `asyncio.sleep(0.01)`，代替等网络。8 个任务交给 8 个工人，线程池和进程池先热身，等工人都到齐了再计时。每一遍里，每样做三次；一个接一个地等，只做一次。asyncio 的时间里，有建立和关闭事件循环。
#
# 500 个等待不用池：一个任务一个新的线程，启动也算；asyncio 一个任务一个协程。
#
# 计算是一个纯 Python 的循环，用掉 20 毫秒 CPU 时间为止；在 asyncio 里也是它，写在协程里。快了多少，要看有几个核空着，所以不比计算的时间，只看两个任务是不是同时在算：它们一边计算一边看表，记下自己在运行的每一段，再对一对有没有重叠。线程池、进程池的两个工人各待在一个核上，别的程序再忙，也不会把他们挤到一起。
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
runs = figures["together"]  # 每一遍：同时在运行最长的一段是几秒，两个任务的各段
together = {way: max(found)[0] * 1e3 for way, found in runs.items()}  # 几毫秒


def overlaps(way, alone=ALONE):
    """8 个等待叠在一起：比一个接一个快一倍以上。"""
    return min(seconds[f"wait {way}"]) < min(seconds[f"wait {alone}"]) / 2


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
# ## 等待，要多久 {#speed}
#
# 点是最快的一次，越往左越快；细线从它画到最慢的一次。

# %% tags=["hide-input"]
SPREAD = "每格：最快的一次；小字是中位数–最慢的一次。一横是没有量。"
MANY = {THREAD: "many thread", ASYNCIO: "many asyncio"}
figure, (axes,) = chart.panels(height=0.9 + 0.3 * len(NAMES))
for row, way in enumerate(NAMES):
    style = chart.STYLES[way in (FREE_ALONE, FREE)] | {"linestyle": "", "markersize": 7}
    times = [time * 1e3 for time in seconds[f"wait {way}"]]
    axes.hlines([row], min(times), max(times), color=style["color"], linewidth=1, alpha=0.6)
    axes.plot([min(times)], [row], **style)
axes.set_xlim(left=0)
axes.set_ylim(len(NAMES) - 0.5, -0.5)
axes.set_xlabel("8 个等待，几毫秒")
chart.ticks(axes.yaxis, range(len(NAMES)), list(NAMES.values()))


def cell(name):
    """表格的一格：几毫秒；没有量的是一横。"""
    return chart.spread(seconds[name], lambda time: f"{time * 1e3:.0f}") if name in seconds else "—"


rows = [[label, cell(f"wait {way}"), cell(MANY.get(way, ""))] for way, label in NAMES.items()]
about = "500 个等待的“线程”，是 500 个新启动的线程，不是池。"
if has_free:
    about += f"无 GIL 的两行在 CPython {figures['free']} 里量，各和自己的“一个接一个”比。"
else:
    about += "没有 GIL 的线程没有量：这台机器上没有找到不带 GIL 的 Python。"
heads = ["毫秒", "8 个等待", "500 个等待"]
show(chart.Chart(figure, "同样的等待，几种做法各要几毫秒", heads, rows, SPREAD + how_stable(seconds) + about))

# %% [markdown]
# ## 计算，能不能同时 {#together}
#
# 两个计算任务，各用掉 20 毫秒 CPU 时间。每种做法两条，一条是一个任务；粗的地方它在运行，空的地方它在等（别的程序占了核，也在等）。上下都粗，就是同时在算。

# %% tags=["hide-input"]
figure, (axes,) = chart.panels(height=0.9 + 0.45 * len(runs))
ways = [way for way in NAMES if way in runs]


def fastest(found):
    """最快做完的一遍里，两个任务的各段；有几遍同时在算，就在那几遍里找。"""
    some = [run for run in found if run[0] > 0.001] or found
    return min((spans for _, *spans in some), key=lambda spans: max(end for each in spans for _, end in each))


for row, way in enumerate(ways):
    for aside, spans, style in zip((-0.17, 0.17), fastest(runs[way]), chart.STYLES, strict=False):
        starts, ends = zip(*spans, strict=True)
        axes.hlines([row + aside] * len(spans), starts, ends, color=style["color"], linewidth=7)
axes.set_xlim(left=0)
axes.set_ylim(len(ways) - 0.5, -0.5)
axes.set_xlabel("从开始算起，几毫秒")
chart.ticks(axes.yaxis, range(len(ways)), [NAMES[way] for way in ways])
at_once = ["两个都在运行，最长的一段（毫秒）", "所以"]
rows = [[NAMES[way], f"{together[way]:.1f}", "同时在算" if together[way] > 1 else "轮流"] for way in ways]
note = "表格：各遍里最长的。图：最快做完的一遍。"
show(chart.Chart(figure, "两个计算任务，什么时候在运行", ["怎样做", *at_once], rows, note))

# %% tags=["hide-input"]
claims = [(f"{SAID[way]}做等待：比一个接一个快一倍以上", holds) for way, holds in waits.items()]
for way, holds in computes.items():
    if parallel[way]:
        says = "真的同时在算：有一段，两个任务都在运行，超过 1 毫秒"
    else:
        says = "只能轮流：两个任务都在运行的，没有一段到 1 毫秒"
    claims.append((f"{SAID[way]}做计算，{says}（量到 {together[way]:.1f} 毫秒）", holds))
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
# **计算占着 CPU。** 带 GIL 的线程要拿着那把锁才能算，同一时刻只有一个。asyncio 只有一个线程，协程里没有 `await`，就谁也轮不到（[阻塞了事件循环](../asyncio/blocking.md#blocked)）。几个进程各有自己的解释器、自己的 GIL；不带 GIL 的 Python 根本没有这把锁。这两种能同时用几个核，能用几个，看有几个核空着：有两个空的，两个任务的时间就只要轮流的一半。
#
# **一起等很多个，贵在启动和切换。** 每个线程要操作系统给一个栈，要排队轮到它；一个任务只是几个 Python 对象。所以一起等几千个，适合 asyncio；收发很忙时，它不一定比线程快（[多少个客户端](clients.py#last)）。用池里现成的线程，也省下启动（[锁、队列、任务的代价](costs.py)）。
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

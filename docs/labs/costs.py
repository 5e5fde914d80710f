# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 一把锁、一次队列的放和取、一个任务、一个线程、一个进程，各要几纳秒到几毫秒，在同一把尺上。
# ---
#
# # 锁、队列、任务的代价
#
# 拿一次锁、放取一次队列、交一个任务、启动一个线程或进程，什么也不做，各要多久？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 从便宜到贵排一排：
#
# - 没有人争的锁，拿到再放开
# - 要等别的线程放开的锁
# - `queue.Queue` 放一件、取一件
# - asyncio 的一个任务
# - 线程池的一个任务
# - 启动一个线程
# - 启动一个进程
#
# 最便宜的和最贵的，差多少：几十倍，还是几千倍？
#
# </details>

# %% [markdown] tags=["method"]
# ## 量什么 {#what}
#
# 任务、线程、进程里都什么也不做，量到的就是它们本身的代价。
#
# - 没有人争的锁：`with lock:`，里面是空的。
# - 要等的锁：两个线程轮流，每次都要等对方放开、被叫醒。
# - `queue.Queue` 和 `queue.SimpleQueue`：同一个线程放一件、取一件，不用等（要等的：[一条消息的代价](messages.py)）。
# - `await` 协程：直接等它，不成为任务；asyncio 任务：`create_task`，再等它。
# - 线程池、进程池的任务：工人已经启动，交一个，等到结果，再交下一个。
# - 线程、进程：从 `start()` 到 `join()` 返回。进程用这个 Python 默认的启动方式；各种方式也比过（[线程还是进程](workers.py#start)）。
#
# 每件事一批做许多次（启动进程，只一次），做几批，取最快的一批。整个程序待在一个核上：分在两个核上，还要叫醒另一个核，要多久看它忙不忙。
#
# 一遍一遍地量，直到每个时间最快的三遍相差不到百分之十，或者再来一遍就要超过 4.5 秒。每一遍都是一个新的解释器，运行下面这个程序。别的程序只会让它变慢，所以比较的是最快的一遍。

# %% tags=["method"]
import multiprocessing
import platform

from helpers import chart
from helpers.bench import Program, conclude, how_stable, passes, show

show(Program("costs.py"))

# %% tags=["alone", "method"]
figures = {"method": multiprocessing.get_start_method(), "version": platform.python_version()} | passes("costs.py")

# %% [markdown] tags=["method"]
# 下面是画图和下结论的程序，用的是上面量到的 `figures`。全部程序在本页末尾的下载里。

# %% tags=["hide-input"]
seconds = figures["seconds"]
NAMES = {
    "call": "调用一个函数",
    "lock": "没有人争的锁",
    "lock waited": "要等的锁",
    "SimpleQueue": "SimpleQueue",
    "Queue": "queue.Queue",
    "coroutine": "await 协程",
    "task": "asyncio 任务",
    "thread task": "线程池的任务",
    "process task": "进程池的任务",
    "thread": "启动线程",
    "process": "启动进程",
}
best = {name: min(seconds[name]) for name in NAMES}
ordered = sorted(NAMES, key=best.get)
apart = best["process"] / best["lock"]


def dearer(name, other, times):
    """name 的时间是 other 的 times 倍以上。"""
    return best[name] > times * best[other]


GUESSED = ["lock", "lock waited", "Queue", "task", "thread task", "thread", "process"]
order = "、".join(NAMES[name] for name in sorted(GUESSED, key=best.get))
ladder = dearer("task", "lock", 3) and dearer("thread", "task", 2) and ordered[-1] == "process"
conclude(
    (
        f"从便宜到贵：{order}。挨着的两样有的差不多，换一个版本会换次序；一把没有人争的锁和一个进程，差一千倍以上。",
        ladder and apart > 1000,
    )
)

# %% [markdown]
# ## 在同一把尺上 {#scale}
#
# 点是最快的一遍，细线从它画到最慢的一遍。横着每一格是十倍，所以隔三格就是一千倍。

# %% tags=["hide-input"]
UNITS = {1e-9: "纳秒", 1e-6: "微秒", 1e-3: "毫秒", 1.0: "秒"}


def text(time):
    """写成几纳秒、几微秒、几毫秒、几秒。"""
    unit = max(each for each in UNITS if each == 1e-9 or time >= 0.9995 * each)
    return f"{time / unit:.{int(time < 9.95 * unit)}f} {UNITS[unit]}"


KINDS = {"锁": ["lock", "lock waited"], "队列": ["SimpleQueue", "Queue"]}
KINDS |= {"任务": ["coroutine", "task", "thread task", "process task"], "启动": ["thread", "process"]}
KINDS |= {"对照": ["call"]}
figure, (axes,) = chart.panels(height=4)
for (kind, names), style in zip(KINDS.items(), chart.STYLES, strict=True):
    rows = [ordered.index(name) for name in names]
    highs = [max(seconds[name]) for name in names]
    axes.hlines(rows, [best[name] for name in names], highs, color=style["color"], linewidth=1, alpha=0.6)
    axes.plot([best[name] for name in names], rows, label=kind, **style | {"linestyle": "", "markersize": 7})
axes.set_xscale("log")
axes.set_xlim(1e-8, 1)
axes.set_ylim(len(ordered) - 0.5, -0.5)
axes.set_xlabel("一次要多久（每一格是十倍）")
marks = ["10 纳秒", "", "1 微秒", "", "100 微秒", "", "10 毫秒", "", "1 秒"]
chart.ticks(axes.xaxis, [10.0**power for power in range(-8, 1)], marks)
chart.ticks(axes.yaxis, range(len(ordered)), [NAMES[name] for name in ordered])
chart.legend(figure, axes)
rows = [[NAMES[name], chart.spread(seconds[name], text), f"{float(f'{1 / best[name]:.2g}'):,.0f}"] for name in ordered]
note = (
    f"{chart.SPREAD}{how_stable(seconds)}CPython {figures['version']}。进程只量了用 {figures['method']} 启动的；"
    "启动一次做的事多，机器忙闲不同，时间就差得多：只看它在哪一级。"
)
show(chart.Chart(figure, "各一次要多久", ["从快到慢", "一次", "一秒够做几次"], rows, note))

# %% tags=["hide-input"]
conclude(
    (
        f"锁贵在等：要等的锁，时间是没有人争的 3 倍以上；没有人争的不到 1 微秒（量到 {text(best['lock'])}）",
        dearer("lock waited", "lock", 3) and best["lock"] < 1e-6,
    ),
    (
        "两种队列不一样：queue.Queue 放一件、取一件的时间，是 SimpleQueue 的 3 倍以上",
        dearer("Queue", "SimpleQueue", 3),
    ),
    (
        "协程便宜，任务贵一些：asyncio 任务的时间是直接 await 的 5 倍以上",
        dearer("task", "coroutine", 5),
    ),
    (
        "线程比 asyncio 任务贵：启动一个线程的时间是一个任务的 2 倍以上",
        dearer("thread", "task", 2),
    ),
    (
        "池里现成的比新启动的便宜：线程比线程池的任务贵，进程是进程池任务的 3 倍以上",
        dearer("thread", "thread task", 1) and dearer("process", "process task", 3),
    ),
    (
        "进程最贵：启动一个进程的时间是启动一个线程的 3 倍以上，进程池的任务是线程池任务的 2 倍以上",
        dearer("process", "thread", 3) and dearer("process task", "thread task", 2),
    ),
    (
        f"一个进程的时间，够拿 1,000 次以上没有人争的锁（量到 {apart:,.0f} 次）",
        apart > 1000,
    ),
)

# %% [markdown]
# ## 为什么 {#why}
#
# **没有人争的锁，不用找操作系统。** 看一看、改一改锁里的标记就行。要等的锁不同：拿不到的线程要睡下，放开的要叫醒它，还有**上下文切换**：核放下正在运行的线程，记住它做到哪里，再换上另一个。锁里要做的事短，别的线程就少碰上它被拿着，少等（[互斥锁](../threads/lock.md#copy)）。
#
# **不要从这里得出“队列比锁便宜”。** 空的 `with lock:`，量到的还有 `with` 自己的时间（[找到 `__enter__`、`__exit__`](https://docs.python.org/zh-cn/3/reference/compound_stmts.html#the-with-statement)，再调用它们）；`SimpleQueue` 只是调用两个方法。差多少，看是哪一个版本（表格下面写着），也看这个 Python 是怎样编译的（[文档](https://docs.python.org/zh-cn/3/using/configure.html#performance-options)）。
#
# **`queue.Queue` 是用 Python 写的**：每次 `put`、`get` 都要拿锁、通知等着的人。`queue.SimpleQueue` 是用 C 写的，没有上限，没有 `join` 和 `shutdown`（[文档](https://docs.python.org/zh-cn/3/library/queue.html#simplequeue-objects)）。差的是微秒，换不换看你要不要上限（[生产者与消费者](../threads/queue.md#copy)）。
#
# **直接 `await` 一个协程**就像调用一个函数，事件循环不知道。成为任务，才要排队，轮到了才运行（[await 协程，和等任务](../asyncio/start.md#task-or-not)）。
#
# **线程要操作系统给一个栈**，再轮到它运行。线程池的任务用现成的线程，只要交过去、叫醒它、把结果等回来。
#
# **进程各有自己的内存**：`fork` 要复制内存映射，`spawn` 要启动一个解释器、重新导入模块，`forkserver` 由一个服务进程来 `fork`（[启动方式](../processes/methods.md#methods)）。进程池的任务要把参数和结果序列化，经过管道，来回一次。
#
# ## 现在用什么 {#today}
#
# 任务自己的时间要比交给别人的代价长得多，才值得交出去。任务很小，就几百个合成一个（[一次交几百个](../processes/pool.md#chunks)）；要反复做，就用池，不要每次启动（[线程池](../threads/pool.md#copy)、[进程池](../processes/pool.md#copy)）；锁和队列，先用最好懂的，不用为了快去绕开（[更新会丢多少](updates.py#cost)）。
#
# 用线程、进程还是 asyncio：[怎么选](../choose.md)、[等待与计算](kinds.py)。

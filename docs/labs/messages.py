# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 一条消息从一个字节到一百万个字节，经过队列、管道、TCP 和 UDP，各要多少时间。
# ---
#
# # 一条消息的代价
#
# 把一条消息交给另一个线程或进程，要多少时间，和它的大小、和走哪一条路有什么关系？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 1. 消息大了一百万倍，时间也长一百万倍吗？
# 2. 哪一条路不在乎消息有多大？
# 3. 名字都叫 `Queue` 的两个，一样快吗？
#
# </details>

# %% [markdown] tags=["method"]
# ## 量什么 {#what}
#
# 路有五条：
#
# - `queue.Queue`：同一个进程里，从一个线程到另一个线程。
# - `multiprocessing.Queue`：从一个进程到另一个进程，下面三条也是。
# - `multiprocessing.Pipe`：单向的，一来一去各一根。
# - 回环地址上的 TCP：是字节流，没有消息的边界，所以每条消息前面先发它的长度。
# - 回环地址上的 UDP：一个数据报最多装 65,507 个字节。
#
# 对方是另一个线程或进程，收到什么就送回什么。消息来回许多次，时间的一半就是一条消息的时间。两边待在同一个核上：分在两个核上，还要叫醒另一个核，要多久看它忙不忙。
#
# 一遍一遍地量，直到每个时间最快的三遍相差不到百分之十，或者再来一遍就要超过 4.5 秒。每一遍都是一个新的解释器，运行下面这个程序。别的程序只会让它变慢，所以比较的是最快的一遍。倍数每次量都不同，结论只说超过几倍、不到几倍。

# %% tags=["method"]
from helpers import chart, messages
from helpers.bench import Program, conclude, how_stable, passes, show

show(Program("messages.py"))

# %% tags=["alone", "method"]
figures = passes("messages.py")

# %% [markdown] tags=["method"]
# 下面是画图和下结论的程序，用的是上面量到的 `figures`。全部程序在本页末尾的下载里。

# %% tags=["hide-input"]
BIG = 1_000_000
series = {way: {} for way in messages.WAYS}  # 每条路，每种大小，各遍一条消息几秒
for name, times in figures["seconds"].items():
    way, _, size = name.rpartition(" ")
    series[way][int(size)] = times
best = {way: {size: min(times) for size, times in cells.items()} for way, cells in series.items()}
small = {way: [cells[size] for size in cells if size <= 1_000] for way, cells in best.items()}
least = {way: min(times) for way, times in small.items()}  # 小消息里最快的


def growth(way, size=BIG):
    """size 个字节的消息，时间是小消息的几倍。"""
    return best[way][size] / least[way]


MOVED = ("multiprocessing.Queue", "multiprocessing.Pipe", "TCP")
references = growth("queue.Queue") < 20
moved = {way: 3 < growth(way) < 10_000 for way in MOVED}
conclude(
    (
        "线程之间只传引用，消息多大都差不多；进程之间要搬内容，小消息付的是固定的代价，大消息越大越久。",
        references and all(moved.values()),
    )
)

# %% [markdown]
# ## 时间和大小 {#size}

# %% tags=["hide-input"]
figure, (axes,) = chart.panels(height=3.8)
for place, ((way, cells), style) in enumerate(zip(series.items(), chart.STYLES, strict=True)):
    places = [size * 1.07 ** (place - 2) for size in cells]  # 各条路错开一点
    chart.whiskers(axes, places, cells.values(), 1e6, label=way, **style)
axes.set_xscale("log")
axes.set_yscale("log")
axes.set_ylim(1, 10_000)
axes.set_title("一条消息几微秒（每一格是十倍）")
axes.set_xlabel("消息的字节数")
units = ["1", "10", "100", "1 千", "1 万", "10 万", "100 万"]
chart.ticks(axes.xaxis, [10**n for n in range(7)], units)
chart.ticks(axes.yaxis, [10**n for n in range(5)], units[:5])
chart.legend(figure, axes, columns=2)


def micro(seconds):
    """写成几微秒。"""
    return f"{seconds * 1e6:.{int(seconds < 1e-4)}f}"


rows = [
    [f"{size:,}", *(chart.spread(cells[size], micro) if size in cells else "—" for cells in series.values())]
    for size in messages.SIZES
]
note = chart.SPREAD + how_stable(figures["seconds"])
show(chart.Chart(figure, "不同大小的一条消息，过去要几微秒", ["字节", *series], rows, note))

# %% tags=["hide-input"]
uneven = max(max(times) / min(times) for times in small.values())
conclude(
    (
        "小消息：从 1 到 1,000 个字节，内容是一千倍，每条路的时间相差不到 20 倍",
        uneven < 20,
    ),
    (
        "两个 Queue 不一样快。小消息：multiprocessing.Queue 的时间是 queue.Queue 的 1.3 倍以上",
        least["multiprocessing.Queue"] > 1.3 * least["queue.Queue"],
    ),
    (
        "不大在乎消息大小的是 queue.Queue：一百万字节的时间不到小消息的 20 倍",
        references,
    ),
    *(
        (
            f"{way}：一百万字节的时间是小消息的 3 倍以上，但是不到 1 万倍，远不是一百万倍",
            holds,
        )
        for way, holds in moved.items()
    ),
    (
        "一百万字节：multiprocessing.Queue 的时间是 queue.Queue 的 5 倍以上",
        best["multiprocessing.Queue"][BIG] > 5 * best["queue.Queue"][BIG],
    ),
    (
        "UDP：最大的数据报，时间不到小消息的 1000 倍，内容却是六万倍以上",
        growth("UDP", messages.LARGEST_DATAGRAM) < 1000,
    ),
)

# %% [markdown]
# ## 为什么 {#why}
#
# **同一个进程里只传引用。** 两个线程看得到同样的内存，`queue.Queue` 交过去的就是那个对象，内容不用动。时间花在三样上：锁，叫醒对方，[上下文切换](costs.py#why)。
#
# **进程之间要搬内容。** 对象先**序列化**（pickle）成字节，由发送的进程拷进内核，再由接收的进程从内核拷出来，还原成一个新的对象。内容越多，搬得越久。
#
# **小消息的时间是固定的那一部分**：系统调用、叫醒对方、上下文切换。一条一条地传小消息，付的几乎全是这部分，所以攒成一批再传才划算。
#
# **`multiprocessing.Queue` 的底下就是一根管道**，上面多了一个后台发送线程（feeder）：`put` 把东西交给它，由它序列化和发送，于是多一次线程之间的交接（[put 只是交给后台发送线程](../ipc/queue_exit.md#feeder)）。
#
# **`Pipe()` 不写 `duplex=False`，是双向的**，在 Linux 和 macOS 上底下是一对套接字，不是管道。这里两根都写了，和 `multiprocessing.Queue` 比的才是同一样东西。
#
# **TCP 和 UDP 走回环地址**，不出这台机器，但是照样经过内核的网络协议栈。这里传的是字节，没有序列化；要传对象，得自己加上。UDP 不保证送到，这里一来一回，最多只有一个数据报在路上（[收得太慢，数据报会丢](../network/udp_loss.md#loss)）。
#
# 换一台机器、换一个系统，各条路的次序可能不同，没有写进结论的不能当真。
#
# ## 现在用什么 {#today}
#
# | 谁和谁 | 用什么 |
# | --- | --- |
# | 同一个进程里的线程 | `queue.Queue` |
# | 进程之间，每个任务返回一个结果 | `ProcessPoolExecutor`（[进程池](../processes/pool.md#today)） |
# | 进程之间，一件一件地传 | `multiprocessing.Queue` 加哨兵（[队列](../ipc/queue.md#today)） |
# | 只有两个进程，一问一答 | `multiprocessing.Pipe` |
# | 以后可能分到两台机器上 | [TCP](../network/clients.md#today) |
#
# 放一件、取一件，不用等的时候要多久，和锁、任务、线程比：[锁、队列、任务的代价](costs.py)。
#
# 很大的数据要让几个进程都看到，可以放在 `multiprocessing.shared_memory` 里，只传它的名字。

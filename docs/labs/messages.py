# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 一条消息从一个字节到一百万个字节，经过队列、管道、TCP 和 UDP，各要多少时间。
# ---
#
# # 一条消息的代价
#
# 把一条消息交给另一个线程或进程，要多少时间？路有五条：
#
# - `queue.Queue`：同一个进程里，从一个线程到另一个线程。
# - `multiprocessing.Queue`：从一个进程到另一个进程，下面三条也是。
# - `multiprocessing.Pipe`：单向的，一来一去各一根。
# - 回环地址上的 TCP
# - 回环地址上的 UDP
#
# 消息从 1 个字节到 1,000,000 个字节。UDP 的一个数据报最多装 65,507 个字节。
#
# ## 先猜一猜 {#guess}
#
# 1. 消息大了一百万倍，时间也长一百万倍吗？
# 2. 哪一条路不在乎消息有多大？
# 3. 名字都叫 `Queue` 的两个，一样快吗？

# %%
import inspect

from helpers import chart, messages
from helpers.bench import conclude, fresh, show

# %% [markdown]
# ## 量什么 {#what}
#
# 对方是另一个线程或进程，收到什么就送回什么。消息来回一次，时间的一半就是一条消息的时间。重复许多批，取最快的一批：别的程序只会让它变慢。倍数每次量都不同，所以下面的结论只说超过几倍、不到几倍，数字看图和表格。

# %%
for function in (messages.echo, messages.seconds_per_message):
    print(inspect.getsource(function))

# %% [markdown]
# 五条路的开头，是这五个函数。其余的代码在 `helpers/messages.py` 里。

# %%
for way in messages.WAYS.values():
    print(inspect.getsource(way))

# %% [markdown]
# TCP 是字节流，没有消息的边界，所以每条消息前面先发它的长度。

# %%
for function in (messages.tcp_functions, messages.receive_exactly):
    print(inspect.getsource(function))

# %% tags=["alone"]
figures = fresh(messages.measure)

# %% [markdown]
# ## 时间和大小 {#size}
#
# 两个方向都是对数坐标：每一格是十倍。

# %% tags=["hide-input"]
micro = {}  # 每条路，每种大小，一条消息几微秒
for way, cells in figures.items():
    micro[way] = {cell["size"]: cell["seconds"] * 1e6 for cell in cells}
figure, (axes,) = chart.panels(height=3.8)
for (way, times), style in zip(micro.items(), chart.STYLES, strict=True):
    axes.plot(list(times), list(times.values()), label=way, **style)
axes.set_xscale("log")
axes.set_yscale("log")
axes.set_ylim(1, 10_000)
axes.set_title("一条消息几微秒")
axes.set_xlabel("消息的字节数")
units = ["1", "10", "100", "1 千", "1 万", "10 万", "100 万"]
chart.ticks(axes.xaxis, [10**n for n in range(7)], units)
chart.ticks(axes.yaxis, [10**n for n in range(5)], units[:5])
chart.legend(figure, axes, columns=2)
rows = [
    [
        f"{size:,}",
        *(f"{times[size]:.1f}" if size in times else "—" for times in micro.values()),
    ]
    for size in messages.SIZES
]
heads = ["字节", *micro]
show(chart.Chart(figure, "不同大小的一条消息，过去要几微秒", heads, rows))

# %% tags=["hide-input"]
BIG = 1_000_000
small = {}  # 每条路传小消息的时间
for way, times in micro.items():
    small[way] = [time for size, time in times.items() if size <= 1_000]
least = {way: min(times) for way, times in small.items()}  # 小消息里最快的


def growth(way, size=BIG):
    """size 个字节的消息，时间是小消息的几倍。"""
    return micro[way][size] / least[way]


def ratio(times, one, other):
    """在 times 里，一条路的时间是另一条的几倍。"""
    return times[one] / times[other]


big = {way: times[BIG] for way, times in micro.items() if BIG in times}
small_queues = ratio(least, "multiprocessing.Queue", "queue.Queue")
big_queues = ratio(big, "multiprocessing.Queue", "queue.Queue")
uneven = max(max(times) / min(times) for times in small.values())
datagram = growth("UDP", messages.LARGEST_DATAGRAM)
conclude(
    (
        "小消息：从 1 到 1,000 个字节，内容是一千倍，每条路的时间相差不到 20 倍",
        uneven < 20,
    ),
    (
        "两个 Queue 不一样快。小消息：multiprocessing.Queue 的时间是 queue.Queue 的 1.3 倍以上",
        small_queues > 1.3,
    ),
    (
        "不大在乎消息大小的是 queue.Queue：一百万字节的时间不到小消息的 20 倍",
        growth("queue.Queue") < 20,
    ),
    *(
        (
            f"{way}：一百万字节的时间是小消息的 3 倍以上，但是不到 1 万倍，远不是一百万倍",
            3 < growth(way) < 10_000,
        )
        for way in ("multiprocessing.Queue", "multiprocessing.Pipe", "TCP")
    ),
    (
        "一百万字节：multiprocessing.Queue 的时间是 queue.Queue 的 5 倍以上",
        big_queues > 5,
    ),
    (
        "UDP：最大的数据报，时间不到小消息的 1000 倍，内容却是六万倍以上",
        datagram < 1000,
    ),
)

# %% [markdown]
# ## 为什么 {#why}
#
# **同一个进程里只传引用。** 两个线程看得到同样的内存，`queue.Queue` 交过去的就是那个对象，内容不用动。时间花在锁和叫醒对方上，也就是**上下文切换**。
#
# **进程之间要搬内容。** 对象先**序列化**（pickle）成字节，由发送的进程拷进内核，再由接收的进程从内核拷出来，还原成一个新的对象。内容越多，搬得越久。
#
# **小消息的时间是固定的那一部分**：系统调用、叫醒对方、上下文切换。一条一条地传小消息，付的几乎全是这部分，所以攒成一批再传才划算。
#
# **`multiprocessing.Queue` 的底下就是一根管道**，上面多了一个后台发送线程（feeder）：`put` 把东西交给它，由它序列化和发送，于是多一次线程之间的交接（[put 只是交给后台发送线程](../ipc/queue_exit.md#feeder)）。
#
# **`Pipe()` 不写 `duplex=False`，是双向的**，在 Linux 和 macOS 上底下是一对套接字，不是管道。这里两根都写了，和 `multiprocessing.Queue` 比的才是同一样东西。
#
# **TCP 和 UDP 走回环地址**，不出这台机器，但是照样经过内核的网络协议栈。这里传的是字节，没有序列化；要传对象，得自己加上。UDP 不保证送到，这里一来一回，最多只有一个数据报在路上（[收得太慢，数据报会丢](../network/udp.md#loss)）。
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
# 很大的数据要让几个进程都看到，可以放在 `multiprocessing.shared_memory` 里，只传它的名字。

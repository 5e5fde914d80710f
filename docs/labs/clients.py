# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 线程、selectors、asyncio 的服务端，同时连着 50、200、500 个客户端：最后一个等多久，回答一次用多少 CPU，一个客户端用多少内存。
# ---
#
# # 多少个客户端
#
# 同一个服务端，每个客户端一个线程，或者一个线程管着所有的客户端：连着几百个，要多久，用多少内存？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 500 个客户端连着同一个服务端：
#
# 1. 500 个线程受得了吗？一个线程的栈是 8 MB，一共要 4 GB 内存吗？
# 2. 大家一起问，线程、selectors、asyncio，哪一种的最后一个等得最久？
# 3. 只有一个在问，别的 499 个连着不说话，回答它要多用很多 CPU 吗？
#
# </details>

# %% [markdown] tags=["method"]
# ## 量什么 {#what}
#
# 服务端和客户端是两个进程，经过 127.0.0.1，问的是 16 个字节，回答是同样的 16 个。四种服务端：每个客户端一个线程；`selectors` 挑选的 epoll；`selectors.SelectSelector`，也就是 select；`asyncio.start_server`。没有时限和上限：这里只比较本身的代价。
#
# - 最后一个等多久：每个客户端都问一次，问完了才去收回答。从问第一个算起，到收完最后一个为止，几批里取最快的一批。
# - 回答一次用多少 CPU：服务端那个进程的 CPU 时间，除以回答了几次，几批里取中间的一批。别的程序用掉的不算在里面。
# - 内存：连着这么多个、都回答过以后，比只连着一个时多用多少。常驻的从 `/proc/进程号/smaps_rollup` 里读，虚拟的从 `/proc/进程号/status` 里读。内核替套接字用的内存不在里面。
#
# 客户端和服务端各用 500 个描述符，不到常见的上限 1024。只能在 Linux 上量：内存从 `/proc` 里读。
#
# 一遍一遍地量，直到每个时间最快的三遍相差不到百分之十，或者再来一遍就要超过 4.5 秒。每一遍都是新的解释器，运行下面这个程序。

# %% tags=["method"]
from helpers import chart, clients
from helpers.bench import Program, conclude, how_stable, passes, show

show(Program("clients.py"))

# %% tags=["alone", "method"]
figures = passes("clients.py")

# %% [markdown] tags=["method"]
# 下面是画图和下结论的程序，用的是上面量到的 `figures`。全部程序在本页末尾的下载里。

# %% tags=["hide-input"]
seconds, resident, virtual = figures["seconds"], figures["resident"], figures["virtual"]
NAMES = {"thread": "线程", "epoll": "epoll", "select": "select", "asyncio": "asyncio"}
MOST = max(clients.COUNTS)


def best(what, kind, count=MOST):
    """最快的一遍里要几秒。"""
    return min(seconds[f"{what} {kind} {count}"])


def each(group, kind):
    """连着 MOST 个时，一个客户端多用几 KB 内存。"""
    return min(group[f"{kind} {MOST}"]) * 1024 / MOST


stack_unused = each(virtual, "thread") > 20 * each(resident, "thread")
conclude(
    (
        f"{MOST} 个客户端，哪一种都服务得过来：线程用的内存最多，但远远不是一个 8 MB；asyncio 省内存，回答一次用的 CPU 比 epoll 多。",
        all(best("last", kind) < 1 for kind in NAMES)
        and max(NAMES, key=lambda kind: each(resident, kind)) == "thread"
        and stack_unused
        and best("all", "asyncio") > best("all", "epoll"),
    )
)

# %% [markdown]
# ## 一起问，最后一个等多久 {#last}
#
# 每一处一个点，是最快的一遍，竖线画到最慢的一遍。

# %% tags=["hide-input"]


def milliseconds(time):
    """写成几毫秒。"""
    return f"{time * 1e3:.1f}"


figure, (axes,) = chart.panels(height=3)
for aside, (kind, name), style in zip((-9, -3, 3, 9), NAMES.items(), chart.STYLES, strict=False):
    series = [seconds[f"last {kind} {count}"] for count in clients.COUNTS]
    chart.whiskers(axes, [count + aside for count in clients.COUNTS], series, 1e3, label=name, **style)
axes.set_xlabel("同时连着几个客户端")
axes.set_ylabel("最后一个等了几毫秒")
axes.set_ylim(bottom=0)
chart.ticks(axes.xaxis, clients.COUNTS, clients.COUNTS)
chart.legend(figure, axes, columns=4)
rows = []
for kind, name in NAMES.items():
    cells = [chart.spread(seconds[f"last {kind} {count}"], milliseconds) for count in clients.COUNTS]
    rows.append([name, *cells, f"{MOST / best('last', kind):,.0f}"])
heads = ["毫秒", *(f"{count} 个" for count in clients.COUNTS), f"{MOST} 个时每秒回答几次"]
show(chart.Chart(figure, "大家一起问，最后一个得到回答要几毫秒", heads, rows, chart.SPREAD + how_stable(seconds)))

# %% tags=["hide-input"]
slowest = max(NAMES, key=lambda kind: best("last", kind))
conclude(
    (
        f"{MOST} 个一起问，哪一种的最后一个都等不到 1 秒（最慢：{NAMES[slowest]}，量到 {milliseconds(best('last', slowest))} 毫秒）",
        best("last", slowest) < 1,
    ),
    ("asyncio 的最后一个，比 epoll 的等得久", best("last", "asyncio") > best("last", "epoll")),
)

# %% [markdown]
# ## 回答一次用多少 CPU {#cpu}
#
# 实心的是大家一起问，空心的是只有一个在问、别的连着不说话。横轴每一格是十倍。一次只有几十微秒，连着 50 个的有时比连着 500 个的还大：只看相差几倍的。

# %% tags=["hide-input"]


def microseconds(time):
    """写成几微秒。"""
    return f"{time * 1e6:.0f}"


figure, (axes,) = chart.panels(height=2.4)
for row, (kind, style) in enumerate(zip(NAMES, chart.STYLES, strict=False)):
    for what, aside, fill in (("all", -0.15, style["color"]), ("one", 0.15, "none")):
        times = [time * 1e6 for time in seconds[f"{what} {kind} {MOST}"]]
        axes.hlines([row + aside], min(times), max(times), color=style["color"], linewidth=1, alpha=0.6)
        look = style | {"linestyle": "", "markersize": 7, "markerfacecolor": fill}
        axes.plot([min(times)], [row + aside], **look)
axes.set_xscale("log")
axes.set_xlim(1, 1000)
axes.set_ylim(len(NAMES) - 0.5, -0.5)
axes.set_xlabel(f"连着 {MOST} 个，回答一次用掉几微秒")
chart.ticks(axes.xaxis, [1, 10, 100, 1000], ["1", "10", "100", "1,000"])
chart.ticks(axes.yaxis, range(len(NAMES)), list(NAMES.values()))
ASKED = [("all", MOST), ("one", min(clients.COUNTS)), ("one", MOST)]
rows = [
    [name, *(chart.spread(seconds[f"{what} {kind} {count}"], microseconds) for what, count in ASKED)]
    for kind, name in NAMES.items()
]
heads = ["微秒", *(f"{count} 个，{'一起问' if what == 'all' else '一个在问'}" for what, count in ASKED)]
show(chart.Chart(figure, "服务端回答一次，用掉几微秒 CPU 时间", heads, rows, chart.SPREAD))

# %% tags=["hide-input"]
silent = {kind: best("one", kind) / best("one", kind, min(clients.COUNTS)) for kind in NAMES}
conclude(
    (
        f"{MOST} 个一起问，asyncio 回答一次用的 CPU 是 epoll 的 2 倍以上",
        best("all", "asyncio") > 2 * best("all", "epoll"),
    ),
    (
        "只有一个在问，asyncio 回答一次用的 CPU 是线程的 2 倍以上",
        best("one", "asyncio") > 2 * best("one", "thread"),
    ),
    (
        f"连着不说话的几乎不花 CPU：连着 {MOST} 个时，线程、epoll、asyncio 回答那一个用的 CPU，都不到连着 {min(clients.COUNTS)} 个时的 5 倍",
        all(silent[kind] < 5 for kind in ("thread", "epoll", "asyncio")),
    ),
    (
        f"select 不一样，要把连着的每一个都看一遍：连着 {MOST} 个、只有一个在问，它用的 CPU 是 epoll 的 1.5 倍以上",
        best("one", "select") > 1.5 * best("one", "epoll"),
    ),
)

# %% [markdown]
# ## 用多少内存 {#memory}
#
# **常驻**（resident）内存是真的占着的，**虚拟**（virtual）内存只是留出来的地址。纵轴每一格是十倍。

# %% tags=["hide-input"]


def megabytes(number):
    """写成几 MB。"""
    return f"{number:,.1f}" if number < 100 else f"{number:,.0f}"


figure, (axes,) = chart.panels(height=3)
for (kind, name), style in zip(NAMES.items(), chart.STYLES, strict=False):
    sizes = [max(0.01, min(resident[f"{kind} {count}"])) for count in clients.COUNTS]
    axes.plot(clients.COUNTS, sizes, label=name, **style)
axes.set_yscale("log")
axes.set_ylim(0.01, 100)
axes.set_xlabel("同时连着几个客户端")
axes.set_ylabel("多用几 MB 常驻内存")
chart.ticks(axes.xaxis, clients.COUNTS, clients.COUNTS)
chart.ticks(axes.yaxis, [0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
chart.legend(figure, axes, columns=4)
rows = []
for kind, name in NAMES.items():
    sizes = [chart.spread(group[f"{kind} {MOST}"], megabytes) for group in (resident, virtual)]
    rows.append([name, *sizes, f"{each(resident, kind):.1f} KB"])
heads = [f"{MOST} 个客户端", "常驻（MB）", "虚拟（MB）", "每个常驻"]
note = "每格：最小的一遍；小字是中位数–最大的一遍。都是比只连着一个时多用的。"
show(chart.Chart(figure, "客户端越多，多用多少常驻内存", heads, rows, note))

# %% tags=["hide-input"]
conclude(
    (
        f"线程用得最多：每个客户端的常驻内存是 asyncio 的 2 倍以上（量到 {each(resident, 'thread'):.0f} KB 和 {each(resident, 'asyncio'):.1f} KB）",
        each(resident, "thread") > 2 * each(resident, "asyncio"),
    ),
    (
        "自己写 selectors 用得最少：每个客户端，asyncio 的常驻内存是 epoll 的 3 倍以上",
        each(resident, "asyncio") > 3 * each(resident, "epoll"),
    ),
    (
        f"线程的栈多半只是地址：每个线程的虚拟内存（量到 {each(virtual, 'thread') / 1024:.1f} MB）是常驻的 20 倍以上",
        stack_unused,
    ),
)

# %% [markdown]
# ## 为什么 {#why}
#
# **栈是留出来的地址，用到哪里才占到哪里。** 栈放着正在进行的函数调用，Linux 给每个新线程留一个，大小按 `ulimit -s`，多半是 8 MB（[pthread_create(3)](https://man7.org/linux/man-pages/man3/pthread_create.3.html)）。系统按页（多半是 4 KB）给内存，没有碰过的页不占，一个等在 `recv` 里的线程只碰过几页。虚拟内存比栈加起来还多，是因为 `malloc`（C 语言分配内存的函数）替几个线程各留了一块地方（[mallopt(3)](https://man7.org/linux/man-pages/man3/mallopt.3.html) 里的 `M_ARENA_MAX`）。64 位的机器上地址多得是；限制了虚拟内存的地方（`ulimit -v`）才要用 [`threading.stack_size`](https://docs.python.org/zh-cn/3/library/threading.html#threading.stack_size) 改小。
#
# **asyncio 贵在每一步都是 Python。** 事件循环本身就是用 selectors 写的，下面也是 epoll；上面还有传输、流、任务，所以每次回答用的 CPU 多。任务只是几个 Python 对象，所以内存比线程少。
#
# **线程一起忙，就要抢 GIL。** 只有一个在问时，线程最直接：系统叫醒它，它回答。大家一起问，就要一个一个地轮着拿 GIL（[有没有 GIL](../threads/gil.md)），用多少 CPU 要看怎样轮，每次都不同，所以这一页不比较线程和 epoll。
#
# **epoll 只说出准备好的。** 内核记着要看哪些套接字，一次只给出准备好的（[epoll(7)](https://man7.org/linux/man-pages/man7/epoll.7.html)）。select 每次都要把整张表交给内核，一个一个看，而且描述符的号码不能到 1024（[select(2)](https://man7.org/linux/man-pages/man2/select.2.html)）。`selectors.DefaultSelector` 自己挑这个系统上最好的（[文档](https://docs.python.org/zh-cn/3/library/selectors.html#selectors.DefaultSelector)）。
#
# ## 现在用什么 {#today}
#
# | 同时连着 | 用什么 |
# | --- | --- |
# | 几百个以内 | [每个客户端一个线程](../network/clients.md#copy)，有上限 |
# | 几百个以上 | [asyncio 的流](../network/streams.md#copy)：省的是线程和内存，不是 CPU |
# | 想知道下面怎样工作 | [`selectors`](../network/selectors.md#copy) |
#
# 先到头的多半不是内存，是描述符：`ulimit -n` 常常是 1024，用完了会怎样，要先想好（[描述符用完](../network/clients.md#bad)）。[C10K](http://www.kegel.com/c10k.html) 问的是同时一万个客户端怎么办，答案就是 epoll 这一类。要紧的还是每个客户端都有时限（[时限与坏客户端](../network/timeouts.md)）。

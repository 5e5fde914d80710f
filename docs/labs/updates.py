# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 两个线程改同一个变量，不加锁会丢多少更新，和切换线程的间隔有没有关系，加锁又要多少时间。
# ---
#
# # 更新会丢多少
#
# 两个线程各给 `g` 加一许多次，不加锁会丢多少更新（[互斥锁](../threads/lock.md)）？
#
# <details class="question" id="guess" markdown="1"><summary>先猜一猜</summary>
#
# 1. `g += 1` 和 `g = plus_one(g)`，哪一种会丢？
# 2. 解释器切换线程切得越勤，丢得越多吗？
# 3. 加一把锁，一次更新的时间变成几倍？
#
# </details>

# %% [markdown] tags=["method"]
# ## 三种写法 {#forms}
#
# `g += 1`、`g = plus_one(g)`，还有拿着锁的 `g = plus_one(g)`。栅栏 `Barrier` 让两个线程同时开始，各加许多次，最后 `g` 应当等于总次数。
#
# `sys.setswitchinterval` 规定一个线程最多连着运行多久，就得让给等着的线程；不改它是 5 毫秒。每种写法、每种间隔，程序运行一次做三遍。
#
# 一次更新的时间另外量，不改间隔：先是一个线程，没有人和它争锁；再是两个线程一起。
#
# 一遍一遍地量，直到每个时间最快的三遍相差不到百分之十，或者再来一遍就要超过 4.5 秒。每一遍都是一个新的解释器，运行下面这个程序。别的程序只会让它变慢，所以时间比较的是最快的一遍。

# %% tags=["method"]
import statistics

from helpers import chart, updates
from helpers.bench import Program, conclude, has_gil, how_stable, passes, show

show(Program("updates.py"))

# %% tags=["alone", "method"]
figures = {"gil": has_gil()} | passes("updates.py")

# %% [markdown] tags=["method"]
# 下面是画图和下结论的程序，用的是上面量到的 `figures`。全部程序在本页末尾的下载里。

# %% tags=["hide-input"]
kept = figures["kept"]  # 每种写法、每种切换间隔，各遍留下几分之几
runs = {}  # 每种写法的各遍，不管切换间隔
for form in updates.FORMS:
    runs[form] = [share for interval in updates.INTERVALS for share in kept[f"{form} {interval}"]]
often = [kept[f"g = plus_one(g) {interval}"] for interval in updates.INTERVALS if interval < 1000]
losing = sum(share < 1 for shares in often for share in shares)
total = sum(map(len, often))
worst = min(map(min, often))
loses = {form: min(shares) < 1 for form, shares in runs.items()}
if figures["gil"]:
    answer = "g = plus_one(g) 会丢，多的时候丢掉一成以上；g += 1 这里没有丢，但是没有保证；加了锁，一次也不丢。"
else:
    answer = "g = plus_one(g) 会丢，多的时候丢掉一成以上；没有全局解释器锁，g += 1 也会丢；加了锁，一次也不丢。"
conclude((answer, worst < 0.9 and loses["g += 1"] != figures["gil"] and not loses["加锁"]))

# %% [markdown]
# ## 丢了多少 {#lost}

# %% tags=["hide-input"]
UNITS = {5000: "5 毫秒", 500: "0.5 毫秒", 50: "50 微秒", 5: "5 微秒"}
figure, (axes,) = chart.panels(height=3.4)
rows = []
for place, form in enumerate(updates.FORMS):
    style = chart.STYLES[place] | {"linestyle": "", "markersize": 4, "alpha": 0.8}
    dots, cells = set(), []
    for column, interval in enumerate(UNITS):
        shares = kept[f"{form} {interval}"]
        for turn, share in enumerate(shares):
            dots.add((column + 0.27 * (place - 1) + 0.04 * (turn % 5 - 2), 100 * share))
        cells.append(chart.spread(shares, lambda share: f"{100 * share:.1f}"))
    axes.plot(*zip(*sorted(dots), strict=True), label=form, **style)
    rows.append([form, *cells])
axes.set_ylim(0, 105)
axes.set_title("留下的更新，%")
axes.set_xlabel("切换间隔")
axes.grid(visible=False, axis="x")
chart.ticks(axes.xaxis, range(len(UNITS)), list(UNITS.values()))
chart.legend(figure, axes)
title = "两个线程一起加，更新留下了百分之几"
note = f"每格：留下最少的一遍；小字是中位数–最多的一遍。每格 {len(often[0])} 遍。"
show(chart.Chart(figure, title, ["写法，间隔", *UNITS.values()], rows, note))

# %% tags=["hide-input"]
lost = [1 - statistics.mean(shares) for shares in often]
spread = max(lost) / min(lost) if min(lost) > 0 else float("inf")
if figures["gil"]:
    about_plus_equals = (
        f"g += 1：{len(runs['g += 1'])} 遍里一次更新也没有丢，这是实现的细节，不是保证（要求：一次不丢）",
        not loses["g += 1"],
    )
else:
    about_plus_equals = (
        f"g += 1：没有全局解释器锁，它也会丢，丢得最多的一遍只留下 {min(runs['g += 1']):.0%}（要求：丢过）",
        loses["g += 1"],
    )
conclude(
    (
        "更新只会丢：没有一遍多出来",
        max(max(each) for each in runs.values()) <= 1,
    ),
    about_plus_equals,
    (
        f"g = plus_one(g)：会丢。间隔从 0.5 毫秒到 5 微秒，{total} 遍里 {losing} 遍丢了更新（要求：超过四分之一）",
        losing > total / 4,
    ),
    (
        f"g = plus_one(g)：丢得最多的一遍只留下 {worst:.0%}（要求：不到 90%）",
        worst < 0.9,
    ),
    (
        "切得越勤，不见得丢得越多：间隔短到一百分之一，平均丢掉的比例相差不到 20 倍",
        spread < 20,
    ),
    (
        f"加锁：{len(runs['加锁'])} 遍里一次更新也没有丢（要求：一次不丢）",
        not loses["加锁"],
    ),
)

# %% [markdown]
# ## 锁要多少时间 {#cost}

# %% tags=["hide-input"]
seconds = figures["seconds"]
COUNTS = {1: "一个线程", 2: "两个线程一起"}
figure, (axes,) = chart.panels(height=2.2)
for place, (count, label) in enumerate(COUNTS.items()):
    style = chart.STYLES[place] | {"linestyle": "", "markersize": 7}
    spots = [row + 0.2 * (place - 0.5) for row in range(len(updates.FORMS))]
    series = [seconds[f"{form} {count}"] for form in updates.FORMS]
    lows, highs = ([1e9 * pick(times) for times in series] for pick in (min, max))
    axes.hlines(spots, lows, highs, color=style["color"], linewidth=1, alpha=0.6)
    axes.plot(lows, spots, label=label, **style)
axes.set_xlim(left=0)
axes.set_ylim(len(updates.FORMS) - 0.5, -0.5)
axes.set_xlabel("一次更新几纳秒")
chart.ticks(axes.yaxis, range(len(updates.FORMS)), list(updates.FORMS))
chart.legend(figure, axes)
rows = []
for form in updates.FORMS:
    times = [seconds[f"{form} {count}"] for count in COUNTS]
    rows.append([form, *(chart.spread(each, lambda time: f"{time * 1e9:.0f}") for each in times)])
note = chart.SPREAD + how_stable(seconds)
show(chart.Chart(figure, "一次更新要几纳秒", ["写法", *COUNTS.values()], rows, note))

# %% tags=["hide-input"]
conclude(
    *(
        (
            f"{label}：加锁以后，一次更新的时间是 1.1 倍以上",
            min(seconds[f"加锁 {count}"]) > 1.1 * min(seconds[f"g = plus_one(g) {count}"]),
        )
        for count, label in COUNTS.items()
    )
)

# %% [markdown]
# ## 为什么 {#why}
#
# **更新分三步：读、算、写。** 一个线程读了，还没有写，就轮到另一个线程；另一个线程加了许多次。前一个回来，写下的是旧的数加一，那许多次就都不见了。所以丢掉的不是一次，而是别人那一轮的全部。
#
# **切得勤，每一轮就短。** 间隔短，丢的机会多，每次丢得少；间隔长，机会少，每次丢得多。两样互相抵消，丢掉的比例就不大看间隔。间隔也不会准到微秒：叫醒一个线程本身就要时间。如果间隔比一遍要的时间还长，一个线程可能已经做完，另一个才开始，那就什么也不丢。所以“试了没有丢”说明不了什么。
#
# **`g += 1` 靠的是运气好。** 有**全局解释器锁**的 CPython 从 3.10 起，只在循环往回跳、进入函数等几处让出这把锁，`+=` 的读和写之间恰好没有这样的地方。`plus_one` 是一次函数调用，让出的地方正在读和写之间。语言没有保证这一点，3.9 就不是这样，不带全局解释器锁的 CPython 也不是这样。从 3.14 起，不带锁的也正式支持了（[PEP 779](https://peps.python.org/pep-0779/)），默认的还是带锁的。
#
# **互斥锁把三步变成一个整体。** 没有人争的时候，加锁和解锁也要执行，这是固定的代价。有人争，拿不到锁的线程要睡下、再被叫醒，还多一样：[上下文切换](costs.py#why)。上面量的不是这一份代价：线程轮流运行时，很少真的在锁上碰到，取的又是最快的一遍。
#
# ## 现在用什么 {#today}
#
# 改共享的变量就加锁，写 `with mutex:`（[互斥锁](../threads/lock.md#lock)）。嫌锁慢，就少用：各个线程只算自己的一份，最后合在一起（[最好的锁是不需要的锁](../threads/lock.md#next)）。不要靠调切换间隔，也不要靠 `+=` 恰好不丢。

# %% [markdown]
# ---
# search:
#   boost: 0.6 # lessons come first
# description: 两个线程改同一个变量，不加锁会丢多少更新，和切换线程的间隔有没有关系，加锁又要多少时间。
# ---
#
# # 更新会丢多少
#
# 两个线程各给 `g` 加一许多次，最后 `g` 应当等于总次数。不加锁可能会丢（[互斥锁](../threads/lock.md)）。会丢多少？
#
# ## 先猜一猜 {#guess}
#
# 1. `g += 1` 和 `g = plus_one(g)`，哪一种会丢？
# 2. 解释器切换线程切得越勤，丢得越多吗？
# 3. 加一把锁，一次更新的时间变成几倍？

# %%
import statistics
import sys
import threading
import time

from helpers import chart
from helpers.bench import conclude, has_gil, show

# %% [markdown]
# ## 三种写法 {#forms}

# %%
g = 0
mutex = threading.Lock()


def plus_one(value):
    return value + 1


def plus_equals(times):
    global g
    for _ in range(times):
        g += 1


def call(times):
    global g
    for _ in range(times):
        g = plus_one(g)


def locked(times):
    global g
    for _ in range(times):
        with mutex:
            g = plus_one(g)


# %% [markdown]
# `together` 让两个线程一起做同一种写法。栅栏 `Barrier` 让它们同时开始。


# %% tags=["hide-input"]
def together(function, times):
    """两个线程各调用 function(times)，返回它们各自的返回值。"""
    barrier, results = threading.Barrier(2), []

    def run():
        barrier.wait()
        results.append(function(times))

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return results


def kept(function, times):
    """两个线程各加 times 次，留下了几分之几：1 是一次没丢。"""
    global g
    g = 0
    together(function, times)
    return g / (2 * times)


# %% [markdown]
# ## 丢了多少 {#lost}
#
# `sys.setswitchinterval` 规定一个线程最多连着运行多久，就得让给等着的线程；不改它是 5 毫秒。每种写法、每种间隔各做 20 遍。每遍的次数写在 `FORMS` 里，有锁的取得少一些。

# %% tags=["hide-input"]
FORMS = {
    "g += 1": (plus_equals, 100_000),
    "g = plus_one(g)": (call, 100_000),
    "加锁": (locked, 20_000),
}
INTERVALS = [0.005, 0.0005, 0.00005, 0.000005]


def measure_kept():
    """每种写法、每种切换间隔，20 遍里各留下几分之几。"""
    before = sys.getswitchinterval()
    measured = {}
    try:
        for form, (function, times) in FORMS.items():
            measured[form] = []
            for interval in INTERVALS:
                sys.setswitchinterval(interval)
                shares = [kept(function, times) for _ in range(20)]
                measured[form].append({"interval": interval, "kept": shares})
    finally:
        sys.setswitchinterval(before)
    return measured


# %% tags=["alone"]
figures = {"gil": has_gil(), "forms": measure_kept()}

# %% tags=["hide-input"]
UNITS = {0.005: "5 毫秒", 0.0005: "0.5 毫秒", 0.00005: "50 微秒", 0.000005: "5 微秒"}
figure, (axes,) = chart.panels(height=3.4)
rows = []
forms = figures["forms"]
for place, (form, cells) in enumerate(forms.items()):
    style = chart.STYLES[place] | {"linestyle": "", "markersize": 4, "alpha": 0.8}
    dots = {
        (column + 0.27 * (place - 1) + 0.04 * (turn % 5 - 2), 100 * share)
        for column, cell in enumerate(cells)
        for turn, share in enumerate(cell["kept"])
    }
    axes.plot(*zip(*sorted(dots), strict=True), label=form, **style)
    for cell in cells:
        shares = cell["kept"]
        middle = statistics.median(shares)
        numbers = [f"{100 * each:.1f}%" for each in (min(shares), middle, max(shares))]
        interval = UNITS[cell["interval"]]
        rows.append([f"{form}，间隔 {interval}", *numbers])
axes.set_ylim(0, 105)
axes.set_title("留下的更新，%")
axes.set_xlabel("切换间隔")
axes.grid(visible=False, axis="x")
chart.ticks(axes.xaxis, range(len(UNITS)), list(UNITS.values()))
chart.legend(figure, axes)
title = "两个线程一起加，更新留下了百分之几"
show(chart.Chart(figure, title, ["写法，切换间隔", "最少", "中位数", "最多"], rows))

# %% tags=["hide-input"]
runs = {}  # 每种写法的各遍，不管切换间隔
for form, cells in forms.items():
    runs[form] = [run for cell in cells for run in cell["kept"]]
often = [cell["kept"] for cell in forms["g = plus_one(g)"] if cell["interval"] < 0.001]
losing = sum(run < 1 for cell in often for run in cell)
total = sum(map(len, often))
worst = min(min(cell) for cell in often)
lost = [1 - statistics.mean(cell) for cell in often]
spread = max(lost) / min(lost) if min(lost) > 0 else float("inf")
if figures["gil"]:
    about_plus_equals = (
        f"g += 1：{len(runs['g += 1'])} 遍里一次更新也没有丢，这是实现的细节，不是保证（要求：一次不丢）",
        min(runs["g += 1"]) == 1,
    )
else:
    about_plus_equals = (
        f"g += 1：没有全局解释器锁，它也会丢，丢得最多的一遍只留下 {min(runs['g += 1']):.0%}（要求：丢过）",
        min(runs["g += 1"]) < 1,
    )
conclude(
    (
        "更新只会丢：没有一遍多出来",
        max(max(each) for each in runs.values()) <= 1,
    ),
    about_plus_equals,
    (
        f"g = plus_one(g)：会丢。间隔从 0.5 毫秒到 5 微秒，{total} 遍里 {losing} 遍丢了更新（要求：超过 {total // 4} 遍）",
        losing > total / 4,
    ),
    (
        f"g = plus_one(g)：丢得最多的一遍只留下 {worst:.0%}（要求：不到 90%）",
        worst < 0.9,
    ),
    (
        "切得越勤，不见得丢得越多：间隔短到一百分之一，平均丢掉的比例相差不到 5 倍",
        spread < 5,
    ),
    (
        f"加锁：{len(runs['加锁'])} 遍里一次更新也没有丢（要求：一次不丢）",
        min(runs["加锁"]) == 1,
    ),
)

# %% [markdown]
# ## 锁要多少时间 {#cost}
#
# 同样的写法，量一次更新的时间：先是一个线程，没有人和它争锁；再是两个线程一起。各做许多遍，取最快的一遍。倍数每次量都不同，结论只说超过几倍。


# %% tags=["hide-input"]
def alone(function, times):
    """一个线程加 times 次。"""
    function(times)


def seconds_per_update(do, function, threads, times=20_000):
    """用 do 做 15 遍，最快的一遍里，一次更新要几秒。"""
    seconds = []
    for _ in range(15):
        start = time.perf_counter()
        do(function, times)
        seconds.append(time.perf_counter() - start)
    return min(seconds) / times / threads


# %% tags=["alone"]
costs = {
    form: {
        "one": seconds_per_update(alone, function, 1),
        "two": seconds_per_update(together, function, 2),
    }
    for form, (function, _) in FORMS.items()
}

# %% tags=["hide-input"]
figure, (axes,) = chart.panels(height=2.2)
for place, (count, label) in enumerate([("one", "一个线程"), ("two", "两个线程")]):
    nano = [costs[form][count] * 1e9 for form in costs]
    style = chart.STYLES[place] | {"linestyle": "", "markersize": 7}
    spots = [row + 0.2 * (place - 0.5) for row in range(len(costs))]
    axes.plot(nano, spots, label=label, **style)
axes.set_xlim(left=0)
axes.set_ylim(len(costs) - 0.5, -0.5)
axes.set_xlabel("一次更新几纳秒")
chart.ticks(axes.yaxis, range(len(costs)), list(costs))
chart.legend(figure, axes)
rows = []
for form, cost in costs.items():
    rows.append([form, f"{cost['one'] * 1e9:.0f} 纳秒", f"{cost['two'] * 1e9:.0f} 纳秒"])
title = "一次更新的时间"
show(chart.Chart(figure, title, ["写法", "一个线程", "两个线程一起"], rows))

# %% tags=["hide-input"]
with_lock, without = costs["加锁"], costs["g = plus_one(g)"]
times = {count: with_lock[count] / without[count] for count in ("one", "two")}
conclude(
    (
        "一个线程：没有人争，加锁以后一次更新的时间也是 1.2 倍以上",
        times["one"] > 1.2,
    ),
    (
        "两个线程一起：加锁以后一次更新的时间是 1.2 倍以上",
        times["two"] > 1.2,
    ),
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
# **互斥锁把三步变成一个整体。** 没有人争的时候，加锁和解锁也要执行，这是固定的代价。有人争，拿不到锁的线程要睡下、再被叫醒，多了**上下文切换**。上面量的不是这一份代价：线程轮流运行时，很少真的在锁上碰到，取的又是最快的一遍。
#
# ## 现在用什么 {#today}
#
# 改共享的变量就加锁，写 `with mutex:`（[互斥锁](../threads/lock.md#lock)）。嫌锁慢，就少用：各个线程只算自己的一份，最后合在一起（[最好的锁是不需要的锁](../threads/lock.md#today)）。不要靠调切换间隔，也不要靠 `+=` 恰好不丢。

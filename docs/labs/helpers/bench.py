"""一遍一遍地测量，下结论，显示。"""

import html
import json
import os
import subprocess
import sys
import time
from bisect import insort
from pathlib import Path

HELPERS = Path(__file__).resolve().parent
CLOSE = 1.1  # 最快的三遍相差不到 10%，就算稳定
LIMIT = 4.5  # 一个实验最多量几秒


def cores():
    """这个进程能用几个核。"""
    if hasattr(os, "process_cpu_count"):  # Python 3.13 起才有
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_gil():
    """这个解释器现在有没有全局解释器锁。"""
    return getattr(sys, "_is_gil_enabled", lambda: True)()


def stable(times):
    """最快的三遍相差不到 10%。times 从小到大排好。"""
    return len(times) >= 3 and times[2] < CLOSE * times[0]


def passes(program):
    """一遍一遍地运行 program，直到每个时间都稳定，或者再来一遍就要超过 LIMIT 秒。

    program 是这个文件夹里的一个程序，每一遍都在新的解释器里。它打印的 JSON 分几组，每组里是
    名字和几个数字；"seconds" 一组是时间，以秒为单位。返回同样的几组，每个名字是各遍的数字，从小到大。
    """
    found, longest, start = {}, 0, time.perf_counter()
    while True:
        began = time.perf_counter()
        done = subprocess.run([sys.executable, HELPERS / program], stdout=subprocess.PIPE, check=True, timeout=100)
        for group, numbers in json.loads(done.stdout).items():
            for name, some in numbers.items():
                for number in some:
                    insort(found.setdefault(group, {}).setdefault(name, []), number)
        now = time.perf_counter()
        longest = max(longest, now - began)
        if all(map(stable, found["seconds"].values())) or now + longest > start + LIMIT:
            return found


def how_stable(seconds):
    """一句话：seconds 里的各个时间量了几遍，几个稳定了。"""
    settled, count = sum(map(stable, seconds.values())), len(next(iter(seconds.values())))
    if count < 3:
        return f"这次只来得及量 {count} 遍，看不出稳不稳定；只有一遍，就没有小字和竖线。"
    return f"每个时间量了 {count} 遍；{len(seconds)} 个里，{settled} 个已经稳定（最快的三遍相差不到 10%）。"


def show(thing):
    """在 Jupyter 里显示 thing；在普通的 Python 里打印它的文字。"""
    try:
        display(thing)  # Jupyter 自带的函数，不用导入
    except NameError:
        print(thing)


class Program:
    """这个文件夹里的一个程序，在 Jupyter 里显示它的全文。"""

    def __init__(self, name):
        self.name, self.text = name, (HELPERS / name).read_text(encoding="utf-8")

    def __str__(self):
        return f"测量用的程序是 helpers/{self.name}"

    def _repr_markdown_(self):
        return f'```python title="helpers/{self.name}"\n{self.text}```'


class Conclusions:
    """几条已经核对过的结论；只有一条，就是一句话的回答。"""

    def __init__(self, texts):
        self.texts = texts

    def __str__(self):
        return "\n".join(f"结论：{text}" for text in self.texts)

    def _repr_html_(self):
        if len(self.texts) == 1:
            return f'<p class="answer">{html.escape(self.texts[0])}</p>'
        items = "".join(f"<li>{html.escape(text)}</li>" for text in self.texts)
        return f'<ul class="conclusions">{items}</ul>'


def conclude(*claims):
    """显示结论。每一条是（文字，是否成立）；有不成立的，就抛出 AssertionError。"""
    false = [text for text, holds in claims if not holds]
    if false:
        raise AssertionError("结论不成立：" + "；".join(false))
    show(Conclusions([text for text, _ in claims]))

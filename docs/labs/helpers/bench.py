"""下结论、显示、在新的解释器里测量。"""

import html
import json
import os
import subprocess
import sys
from pathlib import Path

LABS = Path(__file__).resolve().parent.parent  # 实验所在的文件夹

_CALL = """\
import importlib, json, sys
folder, module, name, arguments = sys.argv[1:]
sys.path.insert(0, folder)
function = getattr(importlib.import_module(module), name)
print(json.dumps(function(*json.loads(arguments))))
"""


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


def fresh(function, *arguments, timeout=300):
    """在一个新的解释器里调用 function(*arguments)，返回它的返回值。

    function 是能导入的模块里的函数；参数和返回值都要能写成 JSON。
    最多等 timeout 秒，到时抛出 subprocess.TimeoutExpired。
    """
    call = [str(LABS), function.__module__, function.__name__, json.dumps(arguments)]
    command = [sys.executable, "-c", _CALL, *call]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=timeout)
    return json.loads(done.stdout)


def show(thing):
    """在 Jupyter 里显示 thing；在普通的 Python 里打印它的文字。"""
    try:
        display(thing)  # Jupyter 自带的函数，不用导入
    except NameError:
        print(thing)


class Conclusions:
    """几条已经核对过的结论。"""

    def __init__(self, texts):
        self.texts = texts

    def __str__(self):
        return "\n".join(f"结论：{text}" for text in self.texts)

    def _repr_html_(self):
        items = "".join(f"<li>{html.escape(text)}</li>" for text in self.texts)
        return f'<ul class="conclusions">{items}</ul>'


def conclude(*claims):
    """显示结论。每一条是（文字，是否成立）；有不成立的，就抛出 AssertionError。"""
    false = [text for text, holds in claims if not holds]
    if false:
        raise AssertionError("结论不成立：" + "；".join(false))
    show(Conclusions([text for text, _ in claims]))

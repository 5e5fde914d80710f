"""许多次调用一个慢程序：同时几个、每个多久、总共多久，都有限。

运行：python calls.py 山 龙 云 水（Linux 或 macOS）
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent import futures
from pathlib import Path
from tempfile import TemporaryFile

DRAW = Path(__file__).with_name("draw.py")
AT_ONCE = 3  # 同时最多几个
EACH = 2  # 每个最多几秒，从启动它算起
TOTAL = 3  # 总共最多几秒
LARGEST = 1_000_000  # 输出最多几个字节
signals = []  # 来了哪些信号：处理函数只记下，不打断谁


class FailedError(Exception):
    """这一次没有做成；说明原因。"""


def last_lines(file, count=2):
    """文件的最后几行，不管它有多大。"""
    size = file.seek(0, os.SEEK_END)  # 走到末尾，得到大小
    file.seek(max(0, size - 2000))
    text = file.read().decode("utf-8", errors="replace")
    return " / ".join(text.splitlines()[-count:])


def end_group(process):
    """结束它，和它启动的一切；取走它的退出状态。"""
    with contextlib.suppress(ProcessLookupError):  # 都已经走了
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def call(name, stop):
    """调用一次，返回它的输出；不成，就抛出 FailedError。"""
    command = [sys.executable, "-X", "utf8", DRAW, name]
    with TemporaryFile() as out, TemporaryFile() as err:
        end = time.monotonic() + EACH
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,  # 自己一个进程组
        )
        try:
            while process.poll() is None:  # 还没有结束
                if time.monotonic() > end:
                    raise FailedError(f"过了 {EACH} 秒")
                if stop.wait(0.1):
                    raise FailedError("叫停了")
        finally:
            end_group(process)
        if process.returncode != 0:
            status = process.returncode
            raise FailedError(f"状态 {status}：{last_lines(err)!r}")
        if out.seek(0, os.SEEK_END) > LARGEST:  # 不要悄悄少了一截
            raise FailedError(f"输出超过 {LARGEST} 个字节")
        out.seek(0)
        return out.read().decode("utf-8", errors="replace")


def report(name, job):
    """说出这一次怎样；返回做成了没有。"""
    try:
        text = job.result()
    except (FailedError, OSError) as error:
        print(f"main：{name!r} 不成：{error}")
        return False
    print(f"main：得到 {text.strip()!r}")
    return True


def call_all(names):
    """每个名字调用一次，报告每一个；返回没有做成的名字。"""
    stop, end = threading.Event(), time.monotonic() + TOTAL
    left, jobs = list(names), {}
    pool = futures.ThreadPoolExecutor(AT_ONCE)
    try:
        for name in names:
            jobs[pool.submit(call, name, stop)] = name
        while jobs and not signals:
            if time.monotonic() > end:
                print(f"main：过了总共的 {TOTAL} 秒，不再等")
                break
            done, _ = futures.wait(jobs, 0.1, futures.FIRST_COMPLETED)
            while done:
                job = done.pop()
                name = jobs.pop(job)  # 取走，结果就不占内存了
                if report(name, job):
                    left.remove(name)
    finally:
        stop.set()  # 正在做的，各自收拾
        pool.shutdown(cancel_futures=True)
    return left


def main():
    # kill 命令、关掉终端，都当作 Ctrl-C
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup
            signal.signal(number, lambda n, _: signals.append(n))
    left = call_all(sys.argv[1:])
    if signals:
        print("main：停下了，没有做完")
        sys.exit(128 + signals[0])
    if left:
        sys.exit(f"main：没有做成的：{left}")


if __name__ == "__main__":
    main()

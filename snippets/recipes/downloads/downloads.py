"""并行下载：哪些得到了，哪些失败、为什么；有失败的，状态 1。

运行：python downloads.py report.txt photo.bin
"""

import os
import random
import signal
import socket
import sys
import threading
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError

SITE = "http://127.0.0.1:21567/"
FOLDER = Path("downloaded")
WORKERS = 4  # 同时几个
WAIT = 1  # 每一次等对方，最多几秒
SECONDS = 2  # 一个文件的内容，一共最多几秒
BYTES = 1_000_000  # 一个文件最多几个字节
PAUSES = (0.1, 0.2)  # 再试两次，再试以前停几秒：越停越久
AGAIN = {429, 500, 502, 503, 504}  # 再试也许就好的状态码


class Redirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req, fp, *rest):  # 跟过去以前
        new = super().redirect_request(req, fp, *rest)
        fp.close()  # 不读 302 自己的正文
        return new


OPENER = urllib.request.build_opener(Redirect)  # 别的像 urlopen


class GiveUpError(Exception):
    """是我们不要了：太大，太慢，有人叫停。"""


FAILURES = (
    OSError,
    ValueError,
    OverflowError,
    HTTPException,
    GiveUpError,
)
PASSING = (URLError, ConnectionError, socket.timeout, HTTPException)


def worth_again(error):
    """也许只是一时的吗？"""
    if isinstance(error, HTTPError):  # 也是 URLError，先看它
        return error.code in AGAIN
    return isinstance(error, PASSING)


def receive(reply, file, stop):
    """收下全部内容，交还字节数。"""
    deadline = time.monotonic() + SECONDS
    size = 0
    while data := reply.read1(65536):  # 来多少取多少，不等凑满
        size += len(data)
        if size > BYTES:
            raise GiveUpError(f"超过 {BYTES} 字节")
        if time.monotonic() > deadline:
            raise GiveUpError(f"超过 {SECONDS} 秒")
        if stop.is_set():
            raise GiveUpError("叫停了")
        file.write(data)
    length = reply.headers["Content-Length"]  # 没有就是 None
    if length is not None and size != int(length):
        raise ConnectionError(f"{length} 字节只来了 {size}")
    return size


def fetch(name, stop):
    """下载一次。全部收到了，文件才出现。"""
    url = SITE + urllib.parse.quote(name)
    part = FOLDER / f"{name}.{os.getpid()}.part"  # 两个程序各写各的
    try:
        with OPENER.open(url, timeout=WAIT) as reply:
            with part.open("wb") as file:
                size = receive(reply, file, stop)
        part.replace(FOLDER / name)
        return size
    except HTTPError as error:
        error.close()  # 它里面还有一个连接
        raise
    finally:
        part.unlink(missing_ok=True)


def download(name, stop):
    """试几次；都不成，抛出最后一次的异常。"""
    # ../x 会写到文件夹外面
    if Path(name).name != name or name in ("", ".."):
        raise GiveUpError("名字里有路径")
    for pause in PAUSES:
        try:
            return fetch(name, stop)
        except FAILURES as error:
            if not worth_again(error):
                raise
        if stop.wait(pause * random.uniform(1, 2)):
            raise GiveUpError("叫停了")
    return fetch(name, stop)


def worked(job):
    """得到了吗？叫停以后，也许还做完了几个。"""
    return not job.cancelled() and job.exception() is None


def main(names):
    sys.stdout.reconfigure(errors="backslashreplace")  # 名字有坏字节
    FOLDER.mkdir(exist_ok=True)
    stop = threading.Event()
    pool = ThreadPoolExecutor(WORKERS)
    names = list(dict.fromkeys(names))  # 重复的只要一次
    jobs, status = {}, 0
    try:
        for name in names:
            jobs[pool.submit(download, name, stop)] = name
        for job in as_completed(jobs):
            name = jobs[job]
            try:
                text = f"{name}：{job.result()} 字节"
            except FAILURES as error:
                text = f"{name}：失败了：{error!r}"
                status = 1
            print(text, flush=True)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # 再按，马上结束
        print("main：叫停了", flush=True)
        status = 130
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)
    missing = set(names) - {jobs[job] for job in jobs if worked(job)}
    if missing:
        print(f"main：没有得到 {len(missing)} 个：", *sorted(missing))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

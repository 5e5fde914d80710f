"""提交以后不等结果，失败也要出声：add_done_callback。

运行：python callback.py
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def sing(song, music):
    music.wait()
    raise RuntimeError(f"不会唱《{song}》")


def report(job):
    """任务做完、失败或者取消以后调用。"""
    here = threading.current_thread().name
    if job.cancelled():
        print(f"report：在 {here} 里，取消了")
    elif job.exception() is not None:
        print(f"report：在 {here} 里，失败了：{job.exception()}")


def main():
    music = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="歌手") as pool:
        first = pool.submit(sing, "送别", music)
        second = pool.submit(sing, "茉莉花", music)
        first.add_done_callback(report)
        second.add_done_callback(report)
        second.cancel()
        music.set()


if __name__ == "__main__":
    main()

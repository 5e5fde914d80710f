"""错误示范：with 里出了异常，排队的任务照样一个一个做完。

运行：python with_waits.py
"""

import time
from concurrent.futures import ThreadPoolExecutor


def sing(song):
    time.sleep(0.2)
    if song == "送别":
        raise RuntimeError(f"不会唱《{song}》")
    print(f"sing：《{song}》唱完了")


def main():
    songs = ["送别", "茉莉花", "小星星"]
    with ThreadPoolExecutor(max_workers=1) as pool:
        jobs = [pool.submit(sing, song) for song in songs]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()

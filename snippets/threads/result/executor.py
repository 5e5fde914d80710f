"""线程池负责启动、等待，还带回返回值。

运行：python executor.py
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def sing(song):
    singer = threading.current_thread().name
    print(f"{singer}：开始唱《{song}》\n", end="")
    time.sleep(0.1)
    return f"《{song}》唱完了"


def main():
    songs = ["茉莉花", "小星星", "送别"]
    with ThreadPoolExecutor(
        max_workers=2, thread_name_prefix="歌手"
    ) as pool:
        for result in pool.map(sing, songs):
            print(f"main：得知{result}")
    print("main：线程池已经关闭")


if __name__ == "__main__":
    main()

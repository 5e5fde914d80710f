"""一批任务交给线程池：谁先做完先报告谁，失败的说出是哪一个。

运行：python batch.py，中途可以按 Ctrl-C
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def download(name):
    # 代替真正的下载；真的下载，每次等待都要给时限
    time.sleep(1.6 if name == "甲" else 0.4)
    if name == "丙":
        raise OSError("连不上")
    return f"{name} 的内容"


def download_all(names):
    """报告每一个的结果，返回失败的名字。"""
    failed = []
    jobs = {}  # Future 对应的名字
    pool = ThreadPoolExecutor(max_workers=2)
    try:
        for name in names:
            jobs[pool.submit(download, name)] = name
        for job in as_completed(jobs):
            try:
                print(f"main：得到 {job.result()}")
            except OSError as error:
                print(f"main：{jobs[job]} 失败了：{error}")
                failed.append(jobs[job])
    except KeyboardInterrupt:
        print("main：不再做新的，等正在做的做完")
        pool.shutdown(cancel_futures=True)
        left = [jobs[job] for job in jobs if job.cancelled()]
        print("main：没有开始的：", *left)  # 一个一个打印
        sys.exit(130)
    finally:
        pool.shutdown(cancel_futures=True)
    return failed


def main():
    failed = download_all(["甲", "乙", "丙", "丁"])
    if failed:
        sys.exit(f"main：{len(failed)} 个失败")


if __name__ == "__main__":
    main()

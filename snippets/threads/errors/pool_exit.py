"""错误示范：任务里用 sys.exit 报告失败。

运行：python pool_exit.py
"""

import sys
from concurrent.futures import ThreadPoolExecutor


def sing(song):
    if song == "送别":
        sys.exit(3)
    return f"《{song}》唱完了"


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(sing, s) for s in ("茉莉花", "送别")]
    for job in jobs:
        try:
            print(f"main：{job.result()}")
        except Exception as error:
            print(f"main：失败了，{error}")
    print("main：全部取完")


if __name__ == "__main__":
    main()

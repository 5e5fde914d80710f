"""有的成功，有的失败：谁先做完先报告谁，最后说清楚几个失败。

运行：python some_fail.py
"""

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed


def parse(text):
    return int(text)


def main():
    texts = ["10", "二十", "30", ""]
    failed = []
    with ProcessPoolExecutor(max_workers=2) as pool:
        futures = {pool.submit(parse, text): text for text in texts}
        for future in as_completed(futures):
            text = futures[future]
            try:
                print(f"main：{text!r} 是 {future.result()}")
            except ValueError as error:
                print(f"main：{text!r} 失败了：{error}")
                failed.append(text)
    if failed:
        sys.exit(f"main：{len(failed)} 个失败")


if __name__ == "__main__":
    main()

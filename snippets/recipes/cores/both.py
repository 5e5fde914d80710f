"""同一个计算，以前一个一个地算，现在用所有的核。

运行：python both.py numbers.txt
"""

import sys
import time
from pathlib import Path

from cores import all_cores
from factors import factors


def measured(name, run):
    wall, own = time.perf_counter(), time.process_time()
    results = run()
    wall = time.perf_counter() - wall
    own = time.process_time() - own  # main 自己用掉的 CPU 时间
    print(f"main：{name}，{wall:.3f} 秒，自己算了 {own:.3f} 秒")
    return results


def main(source):
    lines = Path(source).read_text(encoding="utf-8").splitlines()
    before = measured("以前", lambda: [factors(line) for line in lines])
    after = measured("现在", lambda: all_cores(factors, lines))
    after = [result for result, _ in after]
    print("main：结果一样吗？", before == after)


if __name__ == "__main__":
    main(*sys.argv[1:])

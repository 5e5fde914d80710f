"""一个文件的每一行是一个数，分解质因数，按原来的次序写出。

运行：python factors.py numbers.txt factors.txt
"""

import sys
from pathlib import Path

from cores import all_cores


def factors(line):
    """真正的计算：一行是一个任务。"""
    rest = number = int(line)
    found, divisor = [], 2
    while divisor * divisor <= rest:
        while rest % divisor == 0:
            found.append(divisor)
            rest //= divisor
        divisor += 1
    if rest > 1:
        found.append(rest)
    return f"{number}: " + " ".join(map(str, found))


def main(source, target):
    lines = Path(source).read_text(encoding="utf-8").splitlines()
    part = Path(target + ".part")
    with part.open("w", encoding="utf-8") as file:  # 不能写，马上知道
        try:
            results = all_cores(factors, lines)
        except KeyboardInterrupt:
            return 130
        for result, error in results:
            if error is None:
                file.write(result + "\n")
    part.replace(target)  # 全部写好，文件才出现
    status = 0
    for number, (_, error) in enumerate(results):
        if error is not None:
            text = f"main：{lines[number]!r} 失败了：{error}"
            print(text, file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

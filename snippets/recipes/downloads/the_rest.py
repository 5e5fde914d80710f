"""只下载还没有的：运行几遍都可以，直到都得到。

运行：python the_rest.py report.txt busy.txt
"""

import sys
from pathlib import Path

import downloads


def main(names):
    rest = []
    for name in names:
        inside = Path(name).name == name
        if inside and (downloads.FOLDER / name).is_file():
            print(f"{name}：已经有了")
        else:
            rest.append(name)
    return downloads.main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""只下载还没有的：运行几遍都可以，直到都得到。

运行：python the_rest.py report.txt busy.txt
"""

import sys

import downloads


def main(names):
    rest = []
    paths = downloads.FOLDER.glob("*")  # 没有这个文件夹，就是空的
    there = {path.name for path in paths if path.is_file()}
    for name in names:
        if name in there:
            print(f"{name}：已经有了")
        else:
            rest.append(name)
    return downloads.main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

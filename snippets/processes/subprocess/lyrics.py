"""被调用的程序：打印歌词；没有这首歌，就以状态 2 结束。

运行：python lyrics.py 茉莉花
"""

import sys

SONGS = {"茉莉花": "好一朵美丽的茉莉花\n芬芳美丽满枝桠"}


def main():
    song = sys.argv[1]
    if song not in SONGS:
        print(f"没有《{song}》", file=sys.stderr)
        sys.exit(2)
    print(SONGS[song])


if __name__ == "__main__":
    main()

"""被调用的程序：打印歌词；没有这首歌，就以状态 1 结束。

运行：python lyrics.py 茉莉花
"""

import sys
import time

SONGS = {"茉莉花": "好一朵美丽的茉莉花", "长恨歌": "汉皇重色思倾国"}


def main():
    song = sys.argv[1]
    if song not in SONGS:
        sys.exit(f"没有《{song}》")
    if song == "长恨歌":
        time.sleep(60)  # 很慢
    print(SONGS[song])


if __name__ == "__main__":
    main()

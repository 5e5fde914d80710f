"""机器有几个核，这个进程可以用几个。

运行：python how_many.py
"""

import os

from cores import usable_cores


def main():
    print("main：机器有几个", os.cpu_count())
    print("main：可以用几个", usable_cores())


if __name__ == "__main__":
    main()

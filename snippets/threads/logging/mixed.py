"""print 和 logging 混在一起。

运行：python mixed.py，再运行 python mixed.py 2>&1 | cat
"""

import logging


def main():
    print("main：第一行，print")
    logging.warning("第二行，logging")
    print("main：第三行，print")


if __name__ == "__main__":
    main()

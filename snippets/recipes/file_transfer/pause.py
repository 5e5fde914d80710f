"""送一半，等你按 Enter，再送另一半。

运行：先在另一个终端里运行 receive.py，再运行 pause.py 文件
"""

import sys
from pathlib import Path

import send


class Pause:
    def __init__(self):
        self.asked = False

    def __call__(self, sent, size):
        if sent * 2 >= size and not self.asked:
            self.asked = True
            print("发送方：送了一半，按 Enter 接着送")
            input()


def main(name):
    try:
        send.send(Path(name), Pause())
        print(f"发送方：{name} 送到了")
    except (OSError, ValueError) as error:
        print(f"发送方：{name} 没有送到：{error}")
    except KeyboardInterrupt:
        print("发送方：不送了")


if __name__ == "__main__":
    main(sys.argv[1])

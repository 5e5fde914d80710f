"""送一半，等你按 Enter，再送另一半。

运行：先在另一个终端里运行 receive.py，再运行 pause.py 文件
"""

import send


class Pause:
    """代替 send.show。"""

    def __init__(self):
        self.asked = False

    def __call__(self, sent, size):
        if sent * 2 >= size and not self.asked:
            self.asked = True
            print("发送方：送了一半，按 Enter 接着送")
            input()


if __name__ == "__main__":
    send.show = Pause()
    send.main()

"""错误示范：写了 __init__，忘了 super().__init__()。

运行：python forgot_super.py
"""

import threading


class MyThread(threading.Thread):
    def __init__(self, song):
        self.song = song

    def run(self):
        print("childThread：唱", self.song)


def main():
    t = MyThread("茉莉花")
    t.start()


if __name__ == "__main__":
    main()

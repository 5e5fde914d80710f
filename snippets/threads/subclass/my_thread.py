"""继承 Thread 类，重写 run 方法。

运行：python my_thread.py
"""

import threading
import time


class MyThread(threading.Thread):
    """唱一首歌的线程。"""

    def __init__(self, song):
        super().__init__(name="childThread")
        self.song = song

    def run(self):
        for i in range(1, 4):
            print(f"{self.name}：唱《{self.song}》第 {i} 句")
            time.sleep(0.1)


def main():
    t = MyThread("茉莉花")
    t.start()
    t.join()
    print(f"main：{t.name} 结束了")


if __name__ == "__main__":
    main()

"""放进去的没有人取，也不要了：cancel_join_thread。

运行：python cancel.py
"""

import multiprocessing


def main():
    q = multiprocessing.Queue()
    q.cancel_join_thread()  # 退出时不等后台发送线程
    q.put("大" * 1_000_000)
    print("main：没有人取，我要退出了")


if __name__ == "__main__":
    main()

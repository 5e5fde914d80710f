"""错误示范：接力赛跑不完。

运行：python -X faulthandler hang.py
"""

import os
import threading


def run(name, baton, next_baton):
    baton.wait()  # 等别人把棒交过来
    print(f"{name}：跑完了\n", end="")
    next_baton.set()  # 交给下一个


def main():
    print(f"main：进程号 {os.getpid()}")
    a, b, c, d = [threading.Event() for _ in range(4)]
    threads = [
        threading.Thread(target=run, args=("甲", a, b)),
        threading.Thread(target=run, args=("乙", b, c)),
        threading.Thread(target=run, args=("丙", d, c)),
    ]
    for t in threads:
        t.start()
    a.set()
    for t in threads:
        t.join()
    print("main：比赛结束")


if __name__ == "__main__":
    main()

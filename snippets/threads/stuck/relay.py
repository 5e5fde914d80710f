"""接力赛：每个人等上一个人交棒。

运行：python relay.py
"""

import threading


def run(name, baton, next_baton):
    baton.wait()  # 等别人把棒交过来
    print(f"{name}：跑完了\n", end="")
    next_baton.set()  # 交给下一个


def main():
    a, b, c, d = [threading.Event() for _ in range(4)]
    threads = [
        threading.Thread(target=run, args=("甲", a, b)),
        threading.Thread(target=run, args=("乙", b, c)),
        threading.Thread(target=run, args=("丙", c, d)),
    ]
    for t in threads:
        t.start()
    a.set()
    for t in threads:
        t.join()
    print("main：比赛结束")


if __name__ == "__main__":
    main()

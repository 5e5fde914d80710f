"""错误示范：先读再写，不是一步。

运行：python steps.py
"""

import threading

N = 500_000
plus = {"n": 0}
get = {}
both = threading.Barrier(2)


def work():
    both.wait()
    for _ in range(N):
        plus["n"] += 1
        get["n"] = get.get("n", 0) + 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：应得 {2 * N}")
    print(f"main：+= 得 {plus['n']}，get 得 {get['n']}")


if __name__ == "__main__":
    main()

"""有一个从来不收的，甲和乙还能说话吗？最多等一秒。

运行：先在另一个终端里运行一种服务端，再运行 delay.py
"""

from trial import enter, exchange


def main():
    with enter(small=True), enter() as a, enter() as b:
        a.connection.settimeout(1)
        b.connection.settimeout(1)
        try:
            for _ in range(20):
                exchange(a, b)
            print("试：都听到了")
        except OSError as error:
            print(f"试：甲和乙说不下去了：{error}")
        print("试：先结束服务端，再按 Enter")
        input()


if __name__ == "__main__":
    main()

"""三个人分段做事：大家都做完一段，才一起做下一段。

运行：python two_parts.py，或者 python two_parts.py 丙
"""

import sys
import threading


def work(name, gate):
    try:
        for part in (1, 2):
            if name in sys.argv[1:]:
                raise ValueError("我病了")
            print(f"{name}：第 {part} 段做完\n", end="")
            gate.wait()  # 等到三个都到
    except threading.BrokenBarrierError:
        print(f"{name}：有人来不了，我也走\n", end="")
    except Exception as error:
        print(f"{name}：做不了，{error}\n", end="")
        gate.abort()  # 别让大家白等


def main():
    gate = threading.Barrier(3, timeout=5)
    threads = [
        threading.Thread(target=work, args=(name, gate))
        for name in ("甲", "乙", "丙")
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print("main：坏了吗？", gate.broken)


if __name__ == "__main__":
    main()

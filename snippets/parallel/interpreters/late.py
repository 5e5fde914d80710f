"""错误示范：先关闭子解释器，再取它放的东西。

运行：python late.py
"""

from concurrent import interpreters
from contextlib import closing


def answer(done):
    done.put(42)


def main():
    done = interpreters.create_queue()
    with closing(interpreters.create()) as interp:
        interp.call(answer, done)
    print(f"main：得到 {done.get(timeout=5)}")


if __name__ == "__main__":
    main()

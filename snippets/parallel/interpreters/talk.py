"""和子解释器用队列说话。

运行：python talk.py
"""

from concurrent import interpreters
from contextlib import closing


def double(todo, done):
    while True:
        n = todo.get()
        if n is None:  # 没有了
            return
        done.put(n * 2)


def main():
    todo = interpreters.create_queue()
    done = interpreters.create_queue()
    with closing(interpreters.create()) as interp:
        t = interp.call_in_thread(double, todo, done)
        for n in (1, 2, 3):
            todo.put(n)
        todo.put(None)
        t.join()
        for _ in range(3):  # 关闭它以前取
            print(f"main：得到 {done.get(timeout=5)}")


if __name__ == "__main__":
    main()

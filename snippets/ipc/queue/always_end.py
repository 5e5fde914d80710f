"""生产者中途出错，也要放哨兵：写在 finally 里。

运行：python always_end.py
"""

import multiprocessing

END = None


def recv(q):
    try:
        q.put("hello")
        raise ConnectionError("recv：网断了")
    finally:
        q.put(END)


def main():
    q = multiprocessing.Queue(3)
    p = multiprocessing.Process(target=recv, args=(q,), name="recv")
    p.start()
    received = list(iter(q.get, END))  # 反复 get，直到取到哨兵
    p.join()
    print("main：收到", received)
    print("main：recv 的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

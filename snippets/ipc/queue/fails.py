"""生产者中途出错，哨兵照样到；全不全，看退出状态。

运行：python fails.py
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
    p = multiprocessing.Process(
        target=recv, args=(q,), name="recv", daemon=True
    )
    p.start()
    received = []
    while True:
        data = q.get(timeout=10)
        if data is END:
            break
        received.append(data)
    p.join()
    print("main：收到", received)
    if p.exitcode != 0:
        print("main：不全，退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

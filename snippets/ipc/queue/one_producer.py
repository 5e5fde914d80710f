"""一个进程下载，主进程处理；最后放 None，表示没有了。

运行：python one_producer.py
"""

import multiprocessing

END = None  # 哨兵：放在最后，表示后面没有了


def recv(q):
    try:
        for data in ["hello", "world", "123"]:  # 模拟下载
            q.put(data)
    finally:
        q.put(END)  # 出了错也要放


def main():
    q = multiprocessing.Queue(3)
    p = multiprocessing.Process(target=recv, args=(q,), daemon=True)
    p.start()
    while True:
        data = q.get(timeout=10)
        if data is END:
            break
        print("main：处理", data)
    p.join()
    print("main：recv 的退出状态是", p.exitcode)


if __name__ == "__main__":
    main()

"""两个生产者，两个消费者：生产者都结束了，再放两个哨兵。

运行：python two_and_two.py
"""

import multiprocessing

END = None


def recv(q, numbers):
    for number in numbers:
        q.put(number)


def handle(name, q):
    while True:
        data = q.get()
        if data is END:
            break
        print(f"{name}：取出 {data}")
    print(f"{name}：收到哨兵，结束")


def main():
    q = multiprocessing.Queue(3)
    producers = [
        multiprocessing.Process(target=recv, args=(q, numbers))
        for numbers in ([1, 2, 3], [4, 5, 6])
    ]
    consumers = [
        multiprocessing.Process(target=handle, args=(name, q))
        for name in ("甲", "乙")
    ]
    for process in producers + consumers:
        process.start()
    for producer in producers:
        producer.join()
    for _ in consumers:
        q.put(END)
    for consumer in consumers:
        consumer.join()
    codes = [p.exitcode for p in producers + consumers]
    print("main：都结束了，退出状态", codes)


if __name__ == "__main__":
    main()

"""两个消费者，就放两个哨兵：一人一个。

运行：python two_consumers.py
"""

import multiprocessing

END = None


def handle(name, q):
    while True:
        data = q.get()
        if data is END:
            break
        print(f"{name}：取出 {data}")
    print(f"{name}：收到哨兵，结束")


def main():
    q = multiprocessing.Queue(3)
    consumers = [
        multiprocessing.Process(target=handle, args=(name, q))
        for name in ("甲", "乙")
    ]
    for consumer in consumers:
        consumer.start()
    for number in range(1, 7):
        q.put(number)
    for _ in consumers:
        q.put(END)
    for consumer in consumers:
        consumer.join()
    print("main：两个消费者都结束了")


if __name__ == "__main__":
    main()

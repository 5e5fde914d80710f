"""两个生产者，一个消费者：数哨兵，数到两个才停。

运行：python count_ends.py
"""

import multiprocessing

END = None


def recv(q, numbers):
    try:
        for number in numbers:
            q.put(number)
    finally:
        q.put(END)


def main():
    q = multiprocessing.Queue(3)
    producers = [
        multiprocessing.Process(
            target=recv, args=(q, numbers), daemon=True
        )
        for numbers in ([1, 2, 3], [4, 5, 6])
    ]
    for producer in producers:
        producer.start()
    taken, ends = [], 0
    while ends < len(producers):
        data = q.get(timeout=10)
        if data is END:
            ends += 1
        else:
            taken.append(data)
    for producer in producers:
        producer.join()
    print("main：收到", sorted(taken))


if __name__ == "__main__":
    main()

"""两个进程算平方：一个队列送数，另一个队列收结果。

运行：python squares.py
"""

import multiprocessing

END = None


def worker(numbers, results):
    for number in iter(numbers.get, END):
        results.put((number, number * number))


def main():
    numbers = multiprocessing.Queue()
    results = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=worker, args=(numbers, results))
        for _ in range(2)
    ]
    for each in workers:
        each.start()
    for number in range(1, 11):
        numbers.put(number)
    for _ in workers:
        numbers.put(END)
    squares = dict(results.get(timeout=10) for _ in range(10))
    for each in workers:
        each.join()
    print("main：平方是", [squares[number] for number in range(1, 11)])


if __name__ == "__main__":
    main()

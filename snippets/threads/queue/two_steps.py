"""流水线：一个线程放文字，一个变成整数，main 打印平方。

运行：python two_steps.py
"""

import queue
import threading

END = None


def feed(texts):
    try:
        for text in ["1", "2", "三", "4"]:
            texts.put(text)
    finally:
        texts.put(END)


def convert(texts, numbers):
    try:
        while True:
            text = texts.get()
            if text is END:
                return
            try:
                number = int(text)
            except ValueError:
                print(f"convert：{text} 不是数\n", end="")
            else:
                numbers.put(number)
    finally:
        numbers.put(END)  # 传给下一段


def main():
    texts, numbers = queue.Queue(maxsize=2), queue.Queue(maxsize=2)
    t1 = threading.Thread(target=feed, args=(texts,))
    t2 = threading.Thread(target=convert, args=(texts, numbers))
    t1.start()
    t2.start()
    number = 0  # 还没有取到 END
    try:
        while True:
            number = numbers.get()
            if number is END:
                break
            square = number * number
            print(f"main：{number} 的平方是 {square}\n", end="")
    finally:
        while number is not END:  # 半路出错：取完，前面才放得下
            number = numbers.get()
        t1.join()
        t2.join()


if __name__ == "__main__":
    main()

"""一万以内的完全数：除了自己，因数加起来正好是自己。

运行：python perfect.py
"""

from cores import all_cores


def is_perfect(number):
    total, divisor = 1, 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            total += divisor
            if divisor * divisor != number:
                total += number // divisor
        divisor += 1
    return number > 1 and total == number


def main():
    results = all_cores(is_perfect, list(range(1, 10_001)))
    for number, (perfect, _) in enumerate(results, 1):
        if perfect:
            print(f"main：{number} 是完全数")


if __name__ == "__main__":
    main()

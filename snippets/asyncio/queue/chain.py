"""一个生产，两个处理，一个写：出了错，整条线都停下。

运行：python chain.py
"""

import asyncio


async def produce(numbers):
    for number in range(1, 7):
        await numbers.put(number)
    for _ in range(2):
        await numbers.put(None)


async def square(numbers, squares):
    while (number := await numbers.get()) is not None:
        await asyncio.sleep(0.01)
        await squares.put(number * number)


async def write(squares, count):
    found = [await squares.get() for _ in range(count)]
    print("write：写下", sorted(found))


async def main():
    numbers, squares = asyncio.Queue(2), asyncio.Queue(2)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(numbers))
        for _ in range(2):
            group.create_task(square(numbers, squares))
        group.create_task(write(squares, 6))


if __name__ == "__main__":
    asyncio.run(main())

"""两个工人各做一个大任务，主进程随时看得到做了多少。

运行：python pool_progress.py
"""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, wait

done = None  # 每个工人启动时，由 prepare 放进来


def prepare(counter):
    global done
    done = counter


def work(start):
    total = 0
    for number in range(start, start + 100):
        time.sleep(0.005)  # 代替要算很久的一件
        total += number
        with done.get_lock():
            done.value += 1
    return total


def main():
    counter = multiprocessing.Value("q", 0)
    with ProcessPoolExecutor(
        max_workers=2, initializer=prepare, initargs=(counter,)
    ) as pool:
        tasks = [pool.submit(work, start) for start in (0, 100)]
        while wait(tasks, timeout=0.2).not_done:
            print(f"main：做了 {counter.value} 件")
        print("main：总和", sum(task.result() for task in tasks))
    print(f"main：一共做了 {counter.value} 件")


if __name__ == "__main__":
    main()

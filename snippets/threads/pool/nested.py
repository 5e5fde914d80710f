"""错误示范：任务里等同一个池里的另一个任务。

运行：python nested.py
"""

from concurrent import futures


def inner():
    return "等到了"


def outer(pool):
    job = pool.submit(inner)
    try:
        return job.result(timeout=0.5)  # 没有时限，就永远等下去
    except futures.TimeoutError:
        job.cancel()
        return "等不到"


def main():
    for workers in (1, 2):
        with futures.ThreadPoolExecutor(workers) as pool:
            answer = pool.submit(outer, pool).result()
        print(f"main：{workers} 个工人，{answer}")


if __name__ == "__main__":
    main()

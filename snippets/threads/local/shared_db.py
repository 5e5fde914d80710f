"""错误示范：主线程打开的连接，拿到别的线程里用。

运行：python shared_db.py
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing


def ask(db):
    return db.execute("SELECT 1 + 1").fetchone()[0]


def main():
    # :memory: 是只在内存里的库，不存成文件
    with closing(sqlite3.connect(":memory:")) as db:
        print(f"main：得到 {ask(db)}")
        with ThreadPoolExecutor(max_workers=1) as pool:
            job = pool.submit(ask, db)
            print(f"main：得到 {job.result()}")


if __name__ == "__main__":
    main()

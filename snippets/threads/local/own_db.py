"""每个工人一个自己的数据库连接，最后全部关闭。

运行：python own_db.py
"""

import sqlite3
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

SONGS = {"茉莉花": 180, "小星星": 60, "送别": 150}

mine = threading.local()  # 每个线程各有各的属性
opened = []  # 打开了的连接，最后要关闭
lock = threading.Lock()


def connect(path):
    """每个工人开始时调用一次。"""
    # 只有自己用；False 是为了最后由主线程关闭
    mine.db = sqlite3.connect(path, check_same_thread=False)
    with lock:
        opened.append(mine.db)


def seconds(song):
    query = "SELECT seconds FROM songs WHERE name = ?"
    return mine.db.execute(query, (song,)).fetchone()[0]


def describe(song):
    return f"《{song}》{seconds(song)} 秒"


def make(path):
    """建一个数据库文件，存进三首歌。"""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE songs (name, seconds)")
        insert = "INSERT INTO songs VALUES (?, ?)"
        db.executemany(insert, SONGS.items())
        db.commit()


def main():
    # 临时的文件夹，with 结束时删掉
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "songs.db")
        make(path)
        try:
            with ThreadPoolExecutor(
                max_workers=2, initializer=connect, initargs=(path,)
            ) as pool:
                for line in pool.map(describe, SONGS):
                    print(f"main：查到{line}")
        finally:
            for db in opened:
                db.close()


if __name__ == "__main__":
    main()

"""错误示范：改放在代理里面的列表。

运行：python nested.py
"""

import multiprocessing


def main():
    with multiprocessing.Manager() as manager:
        d = manager.dict(songs=["茉莉花"])
        d["songs"].append("小星星")
        print("main：字典里是", d["songs"])
        n = manager.Namespace(songs=["茉莉花"])
        n.songs.append("小星星")
        print("main：Namespace 里是", n.songs)


if __name__ == "__main__":
    main()

"""里面的列表怎样改：改完放回去，或者里面也用代理。

运行：python nested_ok.py
"""

import multiprocessing


def main():
    with multiprocessing.Manager() as manager:
        d = manager.dict(songs=["茉莉花"])
        songs = d["songs"]
        songs.append("小星星")
        d["songs"] = songs  # 放回去
        print("main：放回去，", d["songs"])
        d["more"] = manager.list(["送别"])  # 里面也是代理
        d["more"].append("长亭外")
        print("main：用代理，", d["more"][:])


if __name__ == "__main__":
    main()

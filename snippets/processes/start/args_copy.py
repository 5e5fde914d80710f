"""args 里的对象也不共享：子进程拿到的是一份副本。

运行：python args_copy.py
"""

import multiprocessing


def sing(singer, songs):
    songs.append("送别")
    print(f"{singer}：我的歌单是", songs)


def main():
    songs = ["茉莉花"]
    p = multiprocessing.Process(target=sing, args=("sing", songs))
    p.start()
    p.join()
    print("main：我的歌单是", songs)


if __name__ == "__main__":
    main()

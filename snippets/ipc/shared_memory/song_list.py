"""几样小东西：共享的列表，由 SharedMemoryManager 来造和删。

运行：python song_list.py
"""

from multiprocessing import Process
from multiprocessing.managers import SharedMemoryManager


def sing(songs):
    songs[1] += 1
    songs[2] = None
    songs.shm.close()


def main():
    with SharedMemoryManager() as manager:
        songs = manager.ShareableList(["moli", 3, 2.5])
        singer = Process(target=sing, args=(songs,))
        singer.start()
        singer.join()
        print(f"main：列表是 {list(songs)}")
        try:
            songs[0] = "molihua"  # 7 个字母，有 8 个字节的位置
            songs[0] = "moli flower"
        except ValueError as error:
            print("main：放不下：", error)
        songs.shm.close()


if __name__ == "__main__":
    main()

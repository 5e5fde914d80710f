"""ProcessPoolExecutor 启动进程、等待，带回返回值。

运行：python today.py
"""

from concurrent.futures import ProcessPoolExecutor


def sing(song):
    return f"《{song}》唱完了"


def dance():
    return "三步跳完了"


def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        sung = pool.submit(sing, "茉莉花")
        danced = pool.submit(dance)
        print("main：sing 交回：", sung.result(), sep="")
        print("main：dance 交回：", danced.result(), sep="")
    print("main：两个进程都结束了")


if __name__ == "__main__":
    main()

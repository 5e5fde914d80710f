"""错误示范：submit 以后不取结果。

运行：python lost.py
"""

from concurrent.futures import ThreadPoolExecutor


def sing(song):
    raise RuntimeError(f"不会唱《{song}》")


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        pool.submit(sing, "送别")
    print("main：全部做完")


if __name__ == "__main__":
    main()

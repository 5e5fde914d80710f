"""线程池里的异常不会走丢：result() 把它交还给主线程。

运行：python executor_error.py
"""

from concurrent.futures import ThreadPoolExecutor


def sing(song):
    if song == "送别":
        raise RuntimeError(f"不会唱《{song}》")
    return f"《{song}》唱完了"


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(sing, s) for s in ("茉莉花", "送别")]
    for future in futures:
        try:
            print(f"main：{future.result()}")
        except RuntimeError as error:
            print(f"main：接住了，{error}")


if __name__ == "__main__":
    main()

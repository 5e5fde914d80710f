"""错误示范：enumerate 拼成了 enmuerate。"""

import threading


def dance():
    threading.main_thread().join()
    print("dance：主线程已经出错结束，我还在跳")


def main():
    t2 = threading.Thread(target=dance)
    t2.start()
    print(threading.enmuerate())


if __name__ == "__main__":
    main()

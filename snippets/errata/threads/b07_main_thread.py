"""main() 不是主线程，它在主线程里运行。"""

import threading


def main():
    print("main 函数在", threading.current_thread().name, "里")


print("main() 之前就在", threading.current_thread().name, "里")
main()
print("main() 之后还在", threading.current_thread().name, "里")

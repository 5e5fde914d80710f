"""错误示范：task_done() 多叫了一次。

运行：python too_many.py
"""

import multiprocessing


def main():
    todo = multiprocessing.JoinableQueue()
    todo.put("面")
    todo.put("饭")
    print("main：做完了", todo.get(timeout=10))
    todo.task_done()
    todo.task_done()
    todo.join()
    print("main：join() 返回了")
    print("main：做完了", todo.get(timeout=10))
    todo.task_done()


if __name__ == "__main__":
    main()

"""工人自己也放新的活：join() 等到全部做完，再放哨兵。

运行：python visit_all.py
"""

import queue
import threading

LINKS = {  # 一页 -> 它里面的链接
    "首页": ["线程", "进程"],
    "线程": ["锁", "首页"],
    "进程": ["锁", "没有的页"],
    "锁": [],
}
END = None


def visit(page, todo, seen, mutex):
    for link in LINKS[page]:
        with mutex:  # “没见过”和“记下来”之间不许别人插进来
            if link in seen:
                continue
            seen.add(link)
        todo.put(link)


def worker(todo, seen, mutex, failed):
    while True:
        page = todo.get()
        try:
            if page is END:
                return
            visit(page, todo, seen, mutex)
        except Exception as error:
            failed.append(repr(error))
        finally:
            todo.task_done()  # 取出的这一件有了结果


def main():
    todo = queue.Queue()  # 工人自己也放，所以没有上限
    seen, mutex, failed = {"首页"}, threading.Lock(), []
    args = (todo, seen, mutex, failed)
    workers = [
        threading.Thread(target=worker, args=args) for _ in range(3)
    ]
    for t in workers:
        t.start()
    try:
        todo.put("首页")
        todo.join()  # 放进去的每一件都有了结果
    finally:
        for _ in workers:
            todo.put(END)
        for t in workers:
            t.join()
    print(f"main：找到 {len(seen)} 页，失败的 {failed}")


if __name__ == "__main__":
    main()

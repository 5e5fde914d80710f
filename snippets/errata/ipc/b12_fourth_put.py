"""错误示范：照笔记放完三件，再放第四件，没有人取。

运行：python b12_fourth_put.py
"""

from multiprocessing import Queue

if __name__ == "__main__":
    q = Queue(3)
    q.put(232)
    q.put("abc")
    q.put([1, 2, 3])
    q.put("cc", timeout=0.2)
